using ILGPU;
using ILGPU.Runtime;
using Sharpkeras.Devices;

namespace Sharpkeras.Gpu.Runtime;

/// <summary>
/// Page-locked memory through which arrays go to the device without waiting for it: the caller's bytes are copied in here, and the
/// device fetches them in its own time, in order with the kernels. The ring has a few segments; one is written again after the device
/// went past what it held a round before.
/// </summary>
internal sealed unsafe class UploadRing(Accelerator accelerator, MemoryStats stats)
{
    /// <summary>Larger arrays are rare, and copied with waiting.</summary>
    public const int LargestUpload = 64 << 20;

    private const int SmallestSegment = 4 << 20;
    private const int Segments = 4;

    private readonly PageLockedArray1D<byte>?[] memory = new PageLockedArray1D<byte>?[Segments];
    private readonly ProfilingMarker?[] passed = new ProfilingMarker?[Segments];
    private int size;
    private int current;
    private int used;

    /// <summary>Starts the copy of an array of at most <see cref="LargestUpload"/> bytes. The caller holds the device's lock.</summary>
    public void Copy(ReadOnlySpan<byte> source, ArrayView<byte> target)
    {
        if (source.Length > size)
        {
            Grow(source.Length);
        }
        else if (used + source.Length > size)
        {
            Advance();
        }

        PageLockedArray1D<byte> segment = memory[current] ??= accelerator.AllocatePageLocked1D<byte>(size);
        byte* place = (byte*)segment.ArrayView.LoadEffectiveAddressAsPtr() + used;
        source.CopyTo(new Span<byte>(place, source.Length));
        target.CopyFromCPUUnsafeAsync(accelerator.DefaultStream, ref *place, source.Length);
        used += (source.Length + 63) & ~63;
    }

    /// <summary>Goes on in the next segment, once the device has fetched what was there.</summary>
    private void Advance()
    {
        passed[current]?.Dispose();
        passed[current] = accelerator.DefaultStream.AddProfilingMarker();
        if (accelerator.AcceleratorType == AcceleratorType.OpenCL)
        {
            // there ILGPU waits for the marker at once
            stats.Waited();
        }

        current = (current + 1) % Segments;
        used = 0;
        passed[current]?.Synchronize();
    }

    private void Grow(int bytes)
    {
        if (size > 0)
        {
            stats.Waited();
            accelerator.DefaultStream.Synchronize();
        }

        size = (int)Math.Max(SmallestSegment, System.Numerics.BitOperations.RoundUpToPowerOf2((uint)bytes));
        for (int i = 0; i < Segments; i++)
        {
            memory[i]?.Dispose();
            memory[i] = null;
            passed[i]?.Dispose();
            passed[i] = null;
        }

        current = 0;
        used = 0;
    }
}
