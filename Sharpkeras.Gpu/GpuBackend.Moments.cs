using ILGPU;
using ILGPU.Runtime;
using Sharpkeras.Gpu.Kernels;
using Sharpkeras.Gpu.Runtime;
using Sharpkeras.Kernels;

namespace Sharpkeras.Gpu;

/// <summary>Mean and variance of channels: one launch for small batches, two for others.</summary>
internal sealed partial class GpuBackend
{
    public override void ChannelMoments(in ChannelGeometry geometry, Tensor x, Tensor mean, Tensor variance)
    {
        if (Count(mean) == 0)
        {
            return;
        }

        _ = Count(x);
        var launch = new MomentsLaunch { Backend = this, Plan = ChannelPlan.Of(geometry), X = x, Mean = mean, Variance = variance };
        Lanes.Floating(x.DType, ref launch);
    }

    private struct MomentsLaunch : IFloatingLaunch
    {
        public GpuBackend Backend;
        public ChannelPlan Plan;
        public Tensor X;
        public Tensor Mean;
        public Tensor Variance;

        public readonly void Run<V>()
            where V : unmanaged, ILane<V>, IScalarLane<V>
        {
            if (Plan.Fold.Parts == 1)
            {
                Parts<V>(Mean, Variance);
                return;
            }

            using var scratch = new TensorScope();
            Shape parts = [Plan.Fold.Parts, Plan.Channels];
            Tensor means = Backend.Rent(parts, X.DType);
            Tensor squares = Backend.Rent(parts, X.DType);
            Parts<V>(means, squares);
            var merge = FoldPlan.Whole(1, Plan.Fold.Parts, Plan.Channels);
            using Lock.Scope scope = Backend.Launch();
            Moments<V>.Merge.On(Backend)(
                Groups(merge.Tasks, merge.Tile), Plan, merge, View<V>(X), View<V>(means), View<V>(squares), View<V>(Mean), View<V>(Variance));
        }

        private readonly void Parts<V>(Tensor means, Tensor squares)
            where V : unmanaged, ILane<V>
        {
            using Lock.Scope scope = Backend.Launch();
            Moments<V>.Parts.On(Backend)(Groups(Plan.Fold.Tasks, Plan.Fold.Tile), Plan, View<V>(X), View<V>(means), View<V>(squares));
        }
    }

    private static class Moments<V>
        where V : unmanaged, ILane<V>
    {
        public static readonly GpuKernel<Action<KernelConfig, ChannelPlan, ArrayView<V>, ArrayView<V>, ArrayView<V>>> Parts = new(
            static device => device.LoadStreamKernel<ChannelPlan, ArrayView<V>, ArrayView<V>, ArrayView<V>>(MomentKernels.Parts));

        public static readonly
            GpuKernel<Action<KernelConfig, ChannelPlan, FoldPlan, ArrayView<V>, ArrayView<V>, ArrayView<V>, ArrayView<V>, ArrayView<V>>> Merge = new(
                static device => device.LoadStreamKernel<
                    ChannelPlan, FoldPlan, ArrayView<V>, ArrayView<V>, ArrayView<V>, ArrayView<V>, ArrayView<V>>(MomentKernels.Merge));
    }
}
