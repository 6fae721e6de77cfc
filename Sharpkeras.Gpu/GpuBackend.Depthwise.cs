using ILGPU;
using ILGPU.Runtime;
using Sharpkeras.Gpu.Kernels;
using Sharpkeras.Gpu.Kernels.Products;
using Sharpkeras.Gpu.Runtime;
using Sharpkeras.Kernels;

namespace Sharpkeras.Gpu;

/// <summary>Convolutions of each channel by itself.</summary>
internal sealed partial class GpuBackend
{
    /// <summary>The fewest pixels of a part of the kernel's gradient: so many that its second step costs little beside it.</summary>
    private const int FewestSplitPixels = 128;

    public override void DepthwiseConv2D(in ConvGeometry geometry, Tensor x, Tensor w, Tensor? bias, Epilogue? epilogue, Tensor y)
    {
        if (y.Length > 0)
        {
            Accept(epilogue, new DepthwiseStart(this, geometry, x, w, bias, y));
        }
    }

    public override void DepthwiseConv2DInputGradient(in ConvGeometry geometry, Tensor dy, Tensor w, Tensor dx)
    {
        if (dx.Length > 0)
        {
            var launch = new DepthwiseInputLaunch { Backend = this, Geometry = geometry, Gradient = dy, W = w, Target = dx };
            Lanes.Floating(dx.DType, ref launch);
        }
    }

    public override void DepthwiseConv2DKernelGradient(in ConvGeometry geometry, Tensor x, Tensor dy, Tensor dw)
    {
        if (dw.Length == 0)
        {
            return;
        }

        int pixels = geometry.Batch * geometry.OutputHeight * geometry.OutputWidth;
        int filterGroups = (geometry.OutputChannels + DepthwiseKernels.Channels - 1) / DepthwiseKernels.Channels;
        int groups = filterGroups * geometry.KernelHeight * geometry.KernelWidth;
        int wanted = Math.Clamp(Units * 8 / groups, 1, Math.Max(1, pixels / FewestSplitPixels));
        int splitPixels = Math.Max(1, (pixels + wanted - 1) / wanted);
        int splits = Math.Max(1, (pixels + splitPixels - 1) / splitPixels);
        using var scope = new TensorScope();
        Tensor parts = splits == 1 ? dw : Rent([splits, Count(dw)], dw.DType);
        var launch = new DepthwiseKernelLaunch
        {
            Backend = this,
            Geometry = geometry,
            X = x,
            Gradient = dy,
            Parts = parts,
            Groups = groups * splits,
            SplitPixels = splitPixels,
        };
        Lanes.Floating(dw.DType, ref launch);
        if (splits > 1)
        {
            Accept(null, new SplitStart(this, parts, splits, null, new Divider(1), dw));
        }
    }

    private sealed class DepthwiseStart(GpuBackend backend, ConvGeometry geometry, Tensor x, Tensor w, Tensor? bias, Tensor y)
        : IEpilogueVisitor<bool>
    {
        public bool Visit<K>(K kernel)
            where K : struct, IUnaryKernel
        {
            var launch = new DepthwiseLaunch<K> { Backend = backend, Kernel = kernel, Geometry = geometry, X = x, W = w, Bias = bias, Y = y };
            Lanes.Floating(y.DType, ref launch);
            return true;
        }
    }

    private struct DepthwiseLaunch<K> : IFloatingLaunch
        where K : struct, IUnaryKernel
    {
        public GpuBackend Backend;
        public K Kernel;
        public ConvGeometry Geometry;
        public Tensor X;
        public Tensor W;
        public Tensor? Bias;
        public Tensor Y;

        public readonly void Run<V>()
            where V : unmanaged, ILane<V>, IScalarLane<V>
        {
            int length = Count(Y);
            using Lock.Scope scope = Backend.Launch();
            Depthwise<K, V>.Forward.On(Backend)(
                Backend.Flat(length),
                Kernel,
                new DepthwiseShape(Geometry),
                Elements<V>(X),
                Elements<V>(W),
                ViewOrEmpty<V>(Bias),
                View<V>(Y),
                length,
                Bias == null ? (byte)0 : (byte)1);
        }
    }

    private struct DepthwiseInputLaunch : IFloatingLaunch
    {
        public GpuBackend Backend;
        public ConvGeometry Geometry;
        public Tensor Gradient;
        public Tensor W;
        public Tensor Target;

        public readonly void Run<V>()
            where V : unmanaged, ILane<V>, IScalarLane<V>
        {
            int length = Count(Target);
            using Lock.Scope scope = Backend.Launch();
            DepthwiseGradients<V>.Input.On(Backend)(
                Backend.Flat(length), new DepthwiseShape(Geometry), Elements<V>(Gradient), Elements<V>(W), View<V>(Target), length);
        }
    }

    private struct DepthwiseKernelLaunch : IFloatingLaunch
    {
        public GpuBackend Backend;
        public ConvGeometry Geometry;
        public Tensor X;
        public Tensor Gradient;
        public Tensor Parts;
        public int Groups;
        public int SplitPixels;

        public readonly void Run<V>()
            where V : unmanaged, ILane<V>, IScalarLane<V>
        {
            using Lock.Scope scope = Backend.Launch();
            DepthwiseGradients<V>.Kernel.On(Backend)(
                new KernelConfig(Groups, DepthwiseKernels.Channels * DepthwiseKernels.Sharers),
                new DepthwiseShape(Geometry),
                Elements<V>(X),
                Elements<V>(Gradient),
                View<V>(Parts),
                Geometry.Batch * Geometry.OutputHeight * Geometry.OutputWidth,
                SplitPixels);
        }
    }

    private static class Depthwise<K, V>
        where K : struct, IUnaryKernel
        where V : unmanaged, ILane<V>
    {
        public static readonly GpuKernel<Action<
            KernelConfig, K, DepthwiseShape, ArrayView<V>, ArrayView<V>, ArrayView<V>, ArrayView<V>, int, byte>> Forward = new(
            static device => device.LoadStreamKernel<
                K, DepthwiseShape, ArrayView<V>, ArrayView<V>, ArrayView<V>, ArrayView<V>, int, byte>(DepthwiseKernels.Forward));
    }

    private static class DepthwiseGradients<V>
        where V : unmanaged, ILane<V>
    {
        public static readonly GpuKernel<Action<KernelConfig, DepthwiseShape, ArrayView<V>, ArrayView<V>, ArrayView<V>, int>> Input = new(
            static device => device.LoadStreamKernel<DepthwiseShape, ArrayView<V>, ArrayView<V>, ArrayView<V>, int>(DepthwiseKernels.InputGradient));

        public static readonly GpuKernel<Action<KernelConfig, DepthwiseShape, ArrayView<V>, ArrayView<V>, ArrayView<V>, int, int>> Kernel = new(
            static device => device.LoadStreamKernel<DepthwiseShape, ArrayView<V>, ArrayView<V>, ArrayView<V>, int, int>(
                DepthwiseKernels.KernelGradient));
    }
}
