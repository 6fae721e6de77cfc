using ILGPU;
using ILGPU.Runtime;
using Sharpkeras.Gpu.Kernels;
using Sharpkeras.Gpu.Runtime;
using Sharpkeras.Kernels;

namespace Sharpkeras.Gpu;

/// <summary>Pooling, one launch each.</summary>
internal sealed partial class GpuBackend
{
    public override void Pool2D(PoolMode mode, in PoolGeometry geometry, Tensor x, Tensor y)
    {
        var launch = new PoolLaunch { Backend = this, Mode = mode, Geometry = geometry, X = x, Y = y };
        Lanes.Floating(y.DType, ref launch);
    }

    public override void Pool2DGradient(PoolMode mode, in PoolGeometry geometry, Tensor x, Tensor y, Tensor dy, Tensor dx)
    {
        var launch = new PoolGradientLaunch { Backend = this, Mode = mode, Geometry = geometry, X = x, Y = y, Gradient = dy, Target = dx };
        Lanes.Floating(dx.DType, ref launch);
    }

    private struct PoolLaunch : IFloatingLaunch
    {
        public GpuBackend Backend;
        public PoolMode Mode;
        public PoolGeometry Geometry;
        public Tensor X;
        public Tensor Y;

        public readonly void Run<V>()
            where V : unmanaged, ILane<V>, IScalarLane<V>
        {
            int length = Count(Y);
            if (length > 0)
            {
                _ = Count(X);
                using Lock.Scope scope = Backend.Launch();
                (Mode == PoolMode.Max ? Pools<V>.Max : Pools<V>.Average).On(Backend)(Backend.Flat(length), Geometry, View<V>(X), View<V>(Y), length);
            }
        }
    }

    private struct PoolGradientLaunch : IFloatingLaunch
    {
        public GpuBackend Backend;
        public PoolMode Mode;
        public PoolGeometry Geometry;
        public Tensor X;
        public Tensor Y;
        public Tensor Gradient;
        public Tensor Target;

        public readonly void Run<V>()
            where V : unmanaged, ILane<V>, IScalarLane<V>
        {
            int length = Count(Target);
            if (length == 0)
            {
                return;
            }

            using Lock.Scope scope = Backend.Launch();
            if (Mode == PoolMode.Max)
            {
                Pools<V>.MaxGradient.On(Backend)(
                    Backend.Flat(length), Geometry, View<V>(X), View<V>(Y), View<V>(Gradient), View<V>(Target), length);
            }
            else
            {
                Pools<V>.AverageGradient.On(Backend)(Backend.Flat(length), Geometry, View<V>(Gradient), View<V>(Target), length);
            }
        }
    }

    private static class Pools<V>
        where V : unmanaged, ILane<V>, IScalarLane<V>
    {
        public static readonly GpuKernel<Action<KernelConfig, PoolGeometry, ArrayView<V>, ArrayView<V>, int>> Max = new(
            static device => device.LoadStreamKernel<PoolGeometry, ArrayView<V>, ArrayView<V>, int>(PoolKernels.Max));

        public static readonly GpuKernel<Action<KernelConfig, PoolGeometry, ArrayView<V>, ArrayView<V>, int>> Average = new(
            static device => device.LoadStreamKernel<PoolGeometry, ArrayView<V>, ArrayView<V>, int>(PoolKernels.Average));

        public static readonly
            GpuKernel<Action<KernelConfig, PoolGeometry, ArrayView<V>, ArrayView<V>, ArrayView<V>, ArrayView<V>, int>> MaxGradient = new(
                static device => device.LoadStreamKernel<PoolGeometry, ArrayView<V>, ArrayView<V>, ArrayView<V>, ArrayView<V>, int>(
                    PoolKernels.MaxGradient));

        public static readonly GpuKernel<Action<KernelConfig, PoolGeometry, ArrayView<V>, ArrayView<V>, int>> AverageGradient = new(
            static device => device.LoadStreamKernel<PoolGeometry, ArrayView<V>, ArrayView<V>, int>(PoolKernels.AverageGradient));
    }
}
