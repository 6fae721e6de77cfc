namespace Sharpkeras.Devices;

/// <summary>
/// What a device's memory was asked for: deterministic counters, so that tests can hold performance without a clock.
/// </summary>
public sealed class MemoryStats
{
    private long liveBytes;
    private long peakBytes;
    private long reservedBytes;
    private long rents;
    private long poolMisses;
    private long launches;
    private long waits;
    private long bytesToDevice;
    private long bytesToHost;

    internal MemoryStats()
    {
    }

    /// <summary>Tensors that exist in this process, views included.</summary>
    public static long LiveTensors => Tensor.LiveCount;

    /// <summary>Bytes that tensors hold, counted in whole blocks.</summary>
    public long LiveBytes => Interlocked.Read(ref liveBytes);

    /// <summary>The highest <see cref="LiveBytes"/> since <see cref="ResetPeak"/>.</summary>
    public long PeakBytes => Interlocked.Read(ref peakBytes);

    /// <summary>Bytes that were taken from the system: those in use and those the pool keeps.</summary>
    public long ReservedBytes => Interlocked.Read(ref reservedBytes);

    /// <summary>How many blocks were asked for.</summary>
    public long Rents => Interlocked.Read(ref rents);

    /// <summary>How many of them the pool did not have, so that the system was asked.</summary>
    public long PoolMisses => Interlocked.Read(ref poolMisses);

    /// <summary>How many kernels were started.</summary>
    public long KernelLaunches => Interlocked.Read(ref launches);

    /// <summary>How often the program waited until a device had done what it was asked for. The processor is never waited for.</summary>
    public long Waits => Interlocked.Read(ref waits);

    /// <summary>Bytes that were copied from ordinary memory to the device.</summary>
    public long BytesToDevice => Interlocked.Read(ref bytesToDevice);

    /// <summary>Bytes that were copied from the device to ordinary memory.</summary>
    public long BytesToHost => Interlocked.Read(ref bytesToHost);

    /// <summary>The counters of a device.</summary>
    public static MemoryStats Of(Device device) => BackendProvider.Get(device).Stats;

    /// <summary>Begins a new measurement of the peak.</summary>
    public void ResetPeak() => Interlocked.Exchange(ref peakBytes, LiveBytes);

    internal void Waited() => Interlocked.Increment(ref waits);

    internal void Uploaded(long bytes) => Interlocked.Add(ref bytesToDevice, bytes);

    internal void Downloaded(long bytes) => Interlocked.Add(ref bytesToHost, bytes);

    internal void Launched() => Interlocked.Increment(ref launches);

    internal void Rented(long bytes)
    {
        Interlocked.Increment(ref rents);
        long now = Interlocked.Add(ref liveBytes, bytes);
        long peak = PeakBytes;
        while (now > peak)
        {
            long seen = Interlocked.CompareExchange(ref peakBytes, now, peak);
            if (seen == peak)
            {
                break;
            }

            peak = seen;
        }
    }

    internal void Returned(long bytes) => Interlocked.Add(ref liveBytes, -bytes);

    internal void Allocated(long bytes)
    {
        Interlocked.Increment(ref poolMisses);
        Interlocked.Add(ref reservedBytes, bytes);
    }

    internal void Freed(long bytes) => Interlocked.Add(ref reservedBytes, -bytes);
}
