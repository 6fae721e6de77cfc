using System.Diagnostics;
using System.Globalization;
using Sharpkeras.Devices;

namespace Sharpkeras.Examples.GpuBenchmark.Measuring;

/// <summary>A device that is measured, and the clock. All times include the device's work, not only its start.</summary>
internal sealed class Bench(DeviceInfo info, Pace pace, CancellationToken cancellation)
{
    private const int MostCalls = 2000;
    private const int MostSamples = 15;

    public DeviceInfo Info => info;

    public Device Device => info.Device;

    public Pace Pace => pace;

    public CancellationToken Cancellation => cancellation;

    public Backend Backend { get; } = BackendProvider.Get(info.Device);

    /// <summary>The bytes that tensors may take; a processor's memory has other users.</summary>
    public long Room => info.IsProcessor ? info.MemoryBytes / 4 : (long)(0.8 * Math.Min(Backend.FreeBytes, info.MemoryBytes));

    /// <summary>Random numbers from 0.1 to 0.9 in the innermost scope.</summary>
    public Tensor Random(params int[] dimensions)
    {
        Tensor tensor = Backend.Rent(dimensions, DType.Float32);
        Backend.RandomUniform(tensor, 1, 0, 0.1, 0.9);
        return tensor;
    }

    /// <summary>Times work at the largest of its sizes that fits and is not too slow, as the smallest one shows.</summary>
    /// <param name="work">The work.</param>
    /// <param name="expected">The amount a second that other work did, so that hopeless work is not begun; 0 where nothing is known.</param>
    /// <exception cref="LeftOutException">Not even the smallest size fits, or is quick enough.</exception>
    public Timing Time(Workload work, double expected = 0)
    {
        int smallest = work.Sizes[0];
        if (work.Memory(smallest) > Room)
        {
            throw new LeftOutException(string.Create(
                CultureInfo.InvariantCulture, $"needs {work.Memory(smallest) / 1e9:0.##} GB of the device's memory, there are {Room / 1e9:0.##}"));
        }

        double guess = expected > 0 ? work.Amount(smallest) / expected : 0;
        if (guess > pace.LongestCall)
        {
            throw new LeftOutException(string.Create(CultureInfo.InvariantCulture, $"would take about {guess:0.##} s a call"));
        }

        double first;
        using (new TensorScope())
        {
            Action call = work.Prepare(smallest);
            first = WarmUp(call);
            if (Largest(work, first) == smallest)
            {
                return new Timing(smallest, work.Amount(smallest), Median(call, first));
            }
        }

        using var scope = new TensorScope();
        int size = Largest(work, first);
        Action larger = work.Prepare(size);
        return new Timing(size, work.Amount(size), Median(larger, WarmUp(larger)));
    }

    /// <summary>Times calls of one size: the median in seconds.</summary>
    public double Time(Action call) => Median(call, WarmUp(call));

    /// <summary>The median of several values.</summary>
    public static double Median(IEnumerable<double> values)
    {
        double[] ordered = [.. values.Order()];
        return ordered[ordered.Length / 2];
    }

    private int Largest(Workload work, double first) => work.Sizes.Last(size =>
        size == work.Sizes[0]
        || (work.Memory(size) <= Room && first * work.Amount(size) / work.Amount(work.Sizes[0]) <= pace.LongestCall));

    /// <summary>Calls once for the compiler, and returns the seconds of the second call.</summary>
    private double WarmUp(Action call)
    {
        Seconds(call, 1);
        return Seconds(call, 1);
    }

    private double Median(Action call, double first)
    {
        int calls = (int)Math.Clamp(Math.Ceiling(pace.Sample / first), 1, MostCalls);
        int samples = (int)Math.Clamp(pace.Budget / (calls * first), 3, MostSamples);
        return Median(Enumerable.Range(0, samples).Select(_ => Seconds(call, calls)));
    }

    private double Seconds(Action call, int calls)
    {
        cancellation.ThrowIfCancellationRequested();
        Backend.Synchronize();
        long begin = Stopwatch.GetTimestamp();
        for (int i = 0; i < calls; i++)
        {
            using var scope = new TensorScope();
            call();
        }

        Backend.Synchronize();
        return Stopwatch.GetElapsedTime(begin).TotalSeconds / calls;
    }
}
