using System.Runtime.InteropServices;
using Sharpkeras.Devices;
using Sharpkeras.Diagnostics;
using Sharpkeras.Kernels.Lanes;

namespace Sharpkeras.Cpu;

/// <summary>The processor as a device: SIMD code in C#, split over a pool of threads.</summary>
internal sealed unsafe partial class CpuBackend() : Backend(Device.Cpu)
{
    /// <summary>The processor in one line.</summary>
    internal static DeviceInfo Describe() => new(
        Device.Cpu,
        RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant(),
        GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
        $"{Text.Of(WorkerPool.Threads)} threads, vectors of {Text.Of(VectorBits.Value)} bits")
    {
        IsProcessor = true,
    };

    /// <summary>The first element of a tensor.</summary>
    internal static void* Pointer(Tensor tensor) =>
        ((CpuStorage)tensor.Storage).Pointer + (tensor.Offset * tensor.DType.Size());

    public override void Upload(ReadOnlySpan<byte> source, Tensor target) => source.CopyTo(Bytes(target));

    public override void Download(Tensor source, Span<byte> target) => Bytes(source).CopyTo(target);

    public override void Copy(Tensor source, Tensor target)
    {
        Stats.Launched();
        Buffer.MemoryCopy(Pointer(source), Pointer(target), target.ByteLength, source.ByteLength);
    }

    internal override ReadOnlySpan<byte> HostBytes(Tensor tensor) => Bytes(tensor);

    public override void Synchronize()
    {
    }

    public override void Fill(Tensor target, double value)
    {
        Stats.Launched();
        if (value == 0)
        {
            Bytes(target).Clear();
            return;
        }

        switch (target.DType)
        {
            case DType.Float32: Span<float>(target).Fill((float)value); break;
            case DType.Float64: Span<double>(target).Fill(value); break;
            case DType.Int8: Span<sbyte>(target).Fill((sbyte)value); break;
            case DType.UInt8: Span<byte>(target).Fill((byte)value); break;
            case DType.Int16: Span<short>(target).Fill((short)value); break;
            case DType.Int32: Span<int>(target).Fill((int)value); break;
            case DType.Int64: Span<long>(target).Fill((long)value); break;
            case DType.Bool: Span<byte>(target).Fill(1); break;
        }
    }

    protected override BackendStorage Allocate(long bytes) => new CpuStorage(this, bytes);

    protected override void Free(BackendStorage storage) => ((CpuStorage)storage).Free();

    private static Span<T> Span<T>(Tensor tensor)
        where T : unmanaged => new(Pointer(tensor), checked((int)tensor.Length));

    /// <summary>The bytes of a tensor; those beyond 2 GiB are reached in pieces by the callers that may be so large.</summary>
    private static Span<byte> Bytes(Tensor tensor) => new(Pointer(tensor), checked((int)tensor.ByteLength));
}
