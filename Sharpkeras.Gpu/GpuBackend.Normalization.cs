using ILGPU;
using ILGPU.Runtime;
using Sharpkeras.Gpu.Kernels;
using Sharpkeras.Gpu.Runtime;
using Sharpkeras.Kernels;

namespace Sharpkeras.Gpu;

/// <summary>Batch normalization: one launch forward, two or three for the gradients.</summary>
internal sealed partial class GpuBackend
{
    public override void BatchNorm(
        in ChannelGeometry geometry, Tensor x, Tensor mean, Tensor variance, Tensor? scale, Tensor? offset, double epsilon, Tensor y)
    {
        var launch = new BatchNormLaunch
        {
            Backend = this,
            Plan = ChannelPlan.Spread(geometry),
            X = x,
            Mean = mean,
            Variance = variance,
            Scale = scale,
            Offset = offset,
            Epsilon = epsilon,
            Y = y,
        };
        Lanes.Floating(x.DType, ref launch);
    }

    public override void BatchNormGradient(
        in ChannelGeometry geometry,
        bool ofBatch,
        Tensor x,
        Tensor mean,
        Tensor variance,
        Tensor? scale,
        Tensor dy,
        double epsilon,
        Tensor? dx,
        Tensor? dscale,
        Tensor? doffset)
    {
        if (geometry.Channels == 0)
        {
            return;
        }

        using var scope = new TensorScope();
        bool sums = (ofBatch && dx != null) || dscale != null || doffset != null;
        var launch = new BatchNormGradientLaunch
        {
            Backend = this,
            Geometry = geometry,
            OfBatch = ofBatch,
            X = x,
            Mean = mean,
            Variance = variance,
            Scale = scale,
            Gradient = dy,
            Epsilon = epsilon,
            Dx = dx,
            Weighted = sums ? dscale ?? Rent([geometry.Channels], x.DType) : null,
            Sums = sums ? doffset ?? Rent([geometry.Channels], x.DType) : null,
        };
        Lanes.Floating(x.DType, ref launch);
    }

    /// <summary>Adds the rows of two matrices [parts, columns] up.</summary>
    private void MergePairs<V>(Tensor firstParts, Tensor secondParts, Tensor first, Tensor second)
        where V : unmanaged, ILane<V>
    {
        var plan = FoldPlan.Whole(1, firstParts.Shape[0], firstParts.Shape[1]);
        using Lock.Scope scope = Launch();
        Pairs<V>.Merge.On(this)(
            Groups(plan.Tasks, plan.Tile), plan, View<V>(firstParts), View<V>(secondParts), View<V>(first), View<V>(second));
    }

    private struct BatchNormLaunch : IFloatingLaunch
    {
        public GpuBackend Backend;
        public ChannelPlan Plan;
        public Tensor X;
        public Tensor Mean;
        public Tensor Variance;
        public Tensor? Scale;
        public Tensor? Offset;
        public Parameter Epsilon;
        public Tensor Y;

        public readonly void Run<V>()
            where V : unmanaged, ILane<V>, IScalarLane<V>
        {
            if (Count(Y) > 0)
            {
                using Lock.Scope scope = Backend.Launch();
                BatchNorms<V>.Forward.On(Backend)(
                    Groups(Plan.Fold.Tasks, Plan.Fold.Tile),
                    Plan,
                    Epsilon,
                    View<V>(X),
                    View<V>(Mean),
                    View<V>(Variance),
                    ViewOrEmpty<V>(Scale),
                    ViewOrEmpty<V>(Offset),
                    View<V>(Y));
            }
        }
    }

    private struct BatchNormGradientLaunch : IFloatingLaunch
    {
        public GpuBackend Backend;
        public ChannelGeometry Geometry;
        public bool OfBatch;
        public Tensor X;
        public Tensor Mean;
        public Tensor Variance;
        public Tensor? Scale;
        public Tensor Gradient;
        public Parameter Epsilon;
        public Tensor? Dx;
        public Tensor? Weighted;
        public Tensor? Sums;

        public readonly void Run<V>()
            where V : unmanaged, ILane<V>, IScalarLane<V>
        {
            _ = Count(X);
            if (Sums != null)
            {
                Add<V>(Sums, Weighted!);
            }

            if (Dx is not { Length: > 0 })
            {
                return;
            }

            var plan = ChannelPlan.Spread(Geometry);
            using Lock.Scope scope = Backend.Launch();
            BatchNorms<V>.Gradient.On(Backend)(
                Groups(plan.Fold.Tasks, plan.Fold.Tile),
                plan,
                Epsilon,
                1.0 / Geometry.Count,
                View<V>(X),
                View<V>(Mean),
                View<V>(Variance),
                ViewOrEmpty<V>(Scale),
                View<V>(Gradient),
                ViewOrEmpty<V>(OfBatch ? Sums : null),
                ViewOrEmpty<V>(OfBatch ? Weighted : null),
                View<V>(Dx));
        }

        private readonly void Add<V>(Tensor sums, Tensor weighted)
            where V : unmanaged, ILane<V>
        {
            var plan = ChannelPlan.Of(Geometry);
            if (plan.Fold.Parts == 1)
            {
                Add<V>(plan, sums, weighted);
                return;
            }

            using var scratch = new TensorScope();
            Shape parts = [plan.Fold.Parts, plan.Channels];
            Tensor first = Backend.Rent(parts, X.DType);
            Tensor second = Backend.Rent(parts, X.DType);
            Add<V>(plan, first, second);
            Backend.MergePairs<V>(first, second, sums, weighted);
        }

        private readonly void Add<V>(in ChannelPlan plan, Tensor sums, Tensor weighted)
            where V : unmanaged, ILane<V>
        {
            using Lock.Scope scope = Backend.Launch();
            BatchNorms<V>.Sums.On(Backend)(
                Groups(plan.Fold.Tasks, plan.Fold.Tile),
                plan,
                Epsilon,
                View<V>(X),
                View<V>(Mean),
                View<V>(Variance),
                View<V>(Gradient),
                View<V>(sums),
                View<V>(weighted));
        }
    }

    private static class BatchNorms<V>
        where V : unmanaged, ILane<V>
    {
        public static readonly
            GpuKernel<Action<KernelConfig, ChannelPlan, Parameter, ArrayView<V>, ArrayView<V>, ArrayView<V>, ArrayView<V>, ArrayView<V>, ArrayView<V>>>
            Forward = new(
                static device => device.LoadStreamKernel<
                    ChannelPlan, Parameter, ArrayView<V>, ArrayView<V>, ArrayView<V>, ArrayView<V>, ArrayView<V>, ArrayView<V>>(BatchNormKernels.Forward));

        public static readonly
            GpuKernel<Action<
                KernelConfig, ChannelPlan, Parameter, ArrayView<V>, ArrayView<V>, ArrayView<V>, ArrayView<V>, ArrayView<V>, ArrayView<V>>>
            Sums = new(
                static device => device.LoadStreamKernel<
                    ChannelPlan, Parameter, ArrayView<V>, ArrayView<V>, ArrayView<V>, ArrayView<V>, ArrayView<V>, ArrayView<V>>(BatchNormKernels.Sums));

        public static readonly
            GpuKernel<Action<
                KernelConfig,
                ChannelPlan,
                Parameter,
                Parameter,
                ArrayView<V>,
                ArrayView<V>,
                ArrayView<V>,
                ArrayView<V>,
                ArrayView<V>,
                ArrayView<V>,
                ArrayView<V>,
                ArrayView<V>>>
            Gradient = new(
                static device => device.LoadStreamKernel<
                    ChannelPlan,
                    Parameter,
                    Parameter,
                    ArrayView<V>,
                    ArrayView<V>,
                    ArrayView<V>,
                    ArrayView<V>,
                    ArrayView<V>,
                    ArrayView<V>,
                    ArrayView<V>,
                    ArrayView<V>>(BatchNormKernels.Gradient));
    }

    private static class Pairs<V>
        where V : unmanaged, ILane<V>
    {
        public static readonly GpuKernel<Action<KernelConfig, FoldPlan, ArrayView<V>, ArrayView<V>, ArrayView<V>, ArrayView<V>>> Merge = new(
            static device => device.LoadStreamKernel<FoldPlan, ArrayView<V>, ArrayView<V>, ArrayView<V>, ArrayView<V>>(PairKernels.Merge));
    }
}
