using ILGPU;
using ILGPU.Runtime;
using Sharpkeras.Gpu.Kernels;
using Sharpkeras.Gpu.Runtime;
using Sharpkeras.Kernels;

namespace Sharpkeras.Gpu;

/// <summary>Elementwise functions of one tensor.</summary>
internal sealed partial class GpuBackend
{
    public override void Unary<K>(K kernel, Tensor x, Tensor y)
    {
        var launch = new UnaryLaunch<K> { Backend = this, Kernel = kernel, X = x, Y = y };
        Lanes.Floating(y.DType, ref launch);
    }

    public override void NumberUnary<K>(K kernel, Tensor x, Tensor y)
    {
        var launch = new NumberUnaryLaunch<K> { Backend = this, Kernel = kernel, X = x, Y = y };
        Lanes.Number(y.DType, ref launch);
    }

    public override void UnaryGradient<K>(K kernel, Tensor? x, Tensor? y, Tensor dy, Tensor dx)
    {
        var launch = new UnaryGradientLaunch<K> { Backend = this, Kernel = kernel, X = x, Y = y, Gradient = dy, Target = dx };
        Lanes.Floating(dx.DType, ref launch);
    }

    /// <summary>Starts a function of one tensor, whatever its kind.</summary>
    private void Start<K, V>(GpuKernel<Action<KernelConfig, K, ArrayView<V>, ArrayView<V>, int>> forward, K kernel, Tensor x, Tensor y)
        where K : struct
        where V : unmanaged
    {
        int length = Count(y);
        if (length > 0)
        {
            using Lock.Scope scope = Launch();
            forward.On(this)(Flat(length), kernel, View<V>(x), View<V>(y), length);
        }
    }

    private struct UnaryLaunch<K> : IFloatingLaunch
        where K : struct, IUnaryKernel
    {
        public GpuBackend Backend;
        public K Kernel;
        public Tensor X;
        public Tensor Y;

        public readonly void Run<V>()
            where V : unmanaged, ILane<V>, IScalarLane<V> =>
            Backend.Start(Unaries<K, V>.Forward, Kernel, X, Y);
    }

    private struct NumberUnaryLaunch<K> : INumberLaunch
        where K : struct, INumberUnaryKernel
    {
        public GpuBackend Backend;
        public K Kernel;
        public Tensor X;
        public Tensor Y;

        public readonly void Run<V>()
            where V : unmanaged, INumberLane<V>, IScalarLane<V> =>
            Backend.Start(NumberUnaries<K, V>.Forward, Kernel, X, Y);
    }

    private struct UnaryGradientLaunch<K> : IFloatingLaunch
        where K : struct, IUnaryKernel
    {
        public GpuBackend Backend;
        public K Kernel;
        public Tensor? X;
        public Tensor? Y;
        public Tensor Gradient;
        public Tensor Target;

        public readonly void Run<V>()
            where V : unmanaged, ILane<V>, IScalarLane<V>
        {
            int length = Count(Target);
            if (length > 0)
            {
                using Lock.Scope scope = Backend.Launch();
                Unaries<K, V>.Gradient.On(Backend)(
                    Backend.Flat(length), Kernel, ViewOrEmpty<V>(X), ViewOrEmpty<V>(Y), View<V>(Gradient), View<V>(Target), length);
            }
        }
    }

    private static class Unaries<K, V>
        where K : struct, IUnaryKernel
        where V : unmanaged, ILane<V>
    {
        public static readonly GpuKernel<Action<KernelConfig, K, ArrayView<V>, ArrayView<V>, int>> Forward = new(
            static device => device.LoadStreamKernel<K, ArrayView<V>, ArrayView<V>, int>(UnaryKernels.Forward));

        public static readonly GpuKernel<Action<KernelConfig, K, ArrayView<V>, ArrayView<V>, ArrayView<V>, ArrayView<V>, int>> Gradient = new(
            static device => device.LoadStreamKernel<K, ArrayView<V>, ArrayView<V>, ArrayView<V>, ArrayView<V>, int>(UnaryKernels.Gradient));
    }

    private static class NumberUnaries<K, V>
        where K : struct, INumberUnaryKernel
        where V : unmanaged, INumberLane<V>
    {
        public static readonly GpuKernel<Action<KernelConfig, K, ArrayView<V>, ArrayView<V>, int>> Forward = new(
            static device => device.LoadStreamKernel<K, ArrayView<V>, ArrayView<V>, int>(UnaryKernels.Number));
    }
}
