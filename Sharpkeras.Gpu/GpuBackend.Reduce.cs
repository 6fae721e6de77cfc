using ILGPU;
using ILGPU.Runtime;
using Sharpkeras.Gpu.Kernels;
using Sharpkeras.Gpu.Runtime;
using Sharpkeras.Kernels;

namespace Sharpkeras.Gpu;

/// <summary>Folds over an axis: one launch, or two where few results come from many elements.</summary>
internal sealed partial class GpuBackend
{
    public override void Reduce<K>(K kernel, Tensor x, Tensor y, int outer, int reduced, int inner)
    {
        if (Count(y) == 0)
        {
            return;
        }

        _ = Count(x);
        var plan = FoldPlan.Of(outer, reduced, inner);
        if (plan.Parts == 1)
        {
            Fold(kernel, plan, x, y);
            return;
        }

        using var scope = new TensorScope();
        Tensor partial = Rent([outer, plan.Parts, inner], x.DType);
        Fold(kernel, plan, x, partial);
        Fold(kernel, FoldPlan.Whole(outer, plan.Parts, inner), partial, y);
    }

    private void Fold<K>(K kernel, in FoldPlan plan, Tensor x, Tensor y)
        where K : struct, IReduceKernel
    {
        var launch = new FoldLaunch<K> { Backend = this, Kernel = kernel, Plan = plan, X = x, Y = y };
        Lanes.Number(x.DType, ref launch);
    }

    /// <summary>A group a task, or as many as one launch may have: kernels stride over the rest.</summary>
    private static KernelConfig Groups(int tasks, in FoldTile tile) => new(Math.Min(tasks, ushort.MaxValue), tile.GroupSize);

    private struct FoldLaunch<K> : INumberLaunch
        where K : struct, IReduceKernel
    {
        public GpuBackend Backend;
        public K Kernel;
        public FoldPlan Plan;
        public Tensor X;
        public Tensor Y;

        public readonly void Run<V>()
            where V : unmanaged, INumberLane<V>, IScalarLane<V>
        {
            using Lock.Scope scope = Backend.Launch();
            Reductions<K, V>.Fold.On(Backend)(Groups(Plan.Tasks, Plan.Tile), Kernel, Plan, View<V>(X), View<V>(Y));
        }
    }

    private static class Reductions<K, V>
        where K : struct, IReduceKernel
        where V : unmanaged, INumberLane<V>
    {
        public static readonly GpuKernel<Action<KernelConfig, K, FoldPlan, ArrayView<V>, ArrayView<V>>> Fold = new(
            static device => device.LoadStreamKernel<K, FoldPlan, ArrayView<V>, ArrayView<V>>(ReduceKernels.Fold));
    }
}
