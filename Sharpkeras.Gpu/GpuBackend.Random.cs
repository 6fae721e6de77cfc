using ILGPU;
using ILGPU.Runtime;
using Sharpkeras.Gpu.Kernels;
using Sharpkeras.Gpu.Runtime;
using Sharpkeras.Kernels;
using Sharpkeras.Kernels.Lanes;

namespace Sharpkeras.Gpu;

/// <summary>Random numbers and dropout from Philox streams: a thread for the four words of a counter.</summary>
internal sealed partial class GpuBackend
{
    public override void RandomUniform(Tensor y, ulong key, ulong counter, double low, double high)
    {
        int length = Count(y);
        if (length == 0)
        {
            return;
        }

        using Lock.Scope scope = Launch();
        if (y.DType == DType.Float32)
        {
            Randoms.Uniform.On(this)(Blocks(length), View<float>(y), key, counter, (float)low, (float)high - (float)low, 0, length);
        }
        else
        {
            Randoms.WideUniform.On(this)(Blocks(length), View<double>(y), key, counter, low, high - low, 0, length);
        }
    }

    public override void RandomNormal(Tensor y, ulong key, ulong counter, double mean, double deviation)
    {
        int length = Count(y);
        if (length == 0)
        {
            return;
        }

        using Lock.Scope scope = Launch();
        if (y.DType == DType.Float32)
        {
            Randoms.Normal.On(this)(Blocks(length), View<float>(y), key, counter, (float)mean, (float)deviation, length);
        }
        else
        {
            Randoms.WideNormal.On(this)(Blocks(length), View<double>(y), key, counter, mean, deviation, length);
        }
    }

    public override void Dropout(Tensor x, Tensor y, double rate, ulong key, ulong counter)
    {
        int length = Count(y);
        if (length == 0)
        {
            return;
        }

        // a word's unit is its upper 24 bits · 2⁻²⁴: it is at least the rate where those bits are at least rate · 2²⁴, which is exact
        bool isSingle = y.DType == DType.Float32;
        uint least = (uint)Math.Ceiling((isSingle ? (float)rate : rate) * 16777216.0);
        double scale = 1 / (1 - rate);
        using Lock.Scope scope = Launch();
        if (isSingle)
        {
            Dropouts<FloatLane>.Kernel.On(this)(
                Blocks(length), View<FloatLane>(x), View<FloatLane>(y), key, counter, least, new FloatLane((float)scale), length);
        }
        else
        {
            Dropouts<DoubleLane>.Kernel.On(this)(
                Blocks(length), View<DoubleLane>(x), View<DoubleLane>(y), key, counter, least, new DoubleLane(scale), length);
        }
    }

    /// <summary>A thread for four elements.</summary>
    private KernelConfig Blocks(int length) => Flat((length + 3L) / 4);

    private static class Randoms
    {
        public static readonly GpuKernel<Action<KernelConfig, ArrayView<float>, ulong, ulong, float, float, int, int>> Uniform = new(
            static device => device.LoadStreamKernel<ArrayView<float>, ulong, ulong, float, float, int, int>(RandomKernels.Uniform));

        public static readonly GpuKernel<Action<KernelConfig, ArrayView<double>, ulong, ulong, double, double, long, int>> WideUniform = new(
            static device => device.LoadStreamKernel<ArrayView<double>, ulong, ulong, double, double, long, int>(RandomKernels.WideUniform));

        public static readonly GpuKernel<Action<KernelConfig, ArrayView<float>, ulong, ulong, float, float, int>> Normal = new(
            static device => device.LoadStreamKernel<ArrayView<float>, ulong, ulong, float, float, int>(RandomKernels.Normal));

        public static readonly GpuKernel<Action<KernelConfig, ArrayView<double>, ulong, ulong, double, double, int>> WideNormal = new(
            static device => device.LoadStreamKernel<ArrayView<double>, ulong, ulong, double, double, int>(RandomKernels.WideNormal));
    }

    private static class Dropouts<V>
        where V : unmanaged, ILane<V>
    {
        public static readonly GpuKernel<Action<KernelConfig, ArrayView<V>, ArrayView<V>, ulong, ulong, uint, V, int>> Kernel = new(
            static device => device.LoadStreamKernel<ArrayView<V>, ArrayView<V>, ulong, ulong, uint, V, int>(RandomKernels.Dropout));
    }
}
