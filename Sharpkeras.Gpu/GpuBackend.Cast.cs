using ILGPU;
using ILGPU.Runtime;
using Sharpkeras.Gpu.Kernels;
using Sharpkeras.Gpu.Runtime;

namespace Sharpkeras.Gpu;

/// <summary>Conversions between element types.</summary>
internal sealed partial class GpuBackend
{
    public override void Cast(Tensor x, Tensor y)
    {
        if (x.DType == y.DType)
        {
            Copy(x, y);
            return;
        }

        switch (x.DType)
        {
            case DType.Float32: From<FloatElement>(x, y); break;
            case DType.Float64: From<DoubleElement>(x, y); break;
            case DType.Int8: From<SByteElement>(x, y); break;
            case DType.UInt8 or DType.Bool: From<ByteElement>(x, y); break;
            case DType.Int16: From<ShortElement>(x, y); break;
            case DType.Int32: From<IntElement>(x, y); break;
            default: From<LongElement>(x, y); break;
        }
    }

    private void From<S>(Tensor x, Tensor y)
        where S : unmanaged, ICastSource<S>
    {
        switch (y.DType)
        {
            case DType.Float32: Cast<S, FloatElement>(x, y); break;
            case DType.Float64: Cast<S, DoubleElement>(x, y); break;
            case DType.Int8: Cast<S, SByteElement>(x, y); break;
            case DType.UInt8: Cast<S, ByteElement>(x, y); break;
            case DType.Int16: Cast<S, ShortElement>(x, y); break;
            case DType.Int32: Cast<S, IntElement>(x, y); break;
            case DType.Int64: Cast<S, LongElement>(x, y); break;
            default: Cast<S, FlagElement>(x, y); break;
        }
    }

    private void Cast<S, T>(Tensor x, Tensor y)
        where S : unmanaged, ICastSource<S>
        where T : unmanaged, ICastTarget<T>
    {
        int length = Count(y);
        if (length > 0)
        {
            using Lock.Scope scope = Launch();
            Casts<S, T>.Kernel.On(this)(Flat(length), View<S>(x), View<T>(y), length);
        }
    }

    private static class Casts<S, T>
        where S : unmanaged, ICastSource<S>
        where T : unmanaged, ICastTarget<T>
    {
        public static readonly GpuKernel<Action<KernelConfig, ArrayView<S>, ArrayView<T>, int>> Kernel = new(
            static device => device.LoadStreamKernel<ArrayView<S>, ArrayView<T>, int>(CastKernels.Cast));
    }
}
