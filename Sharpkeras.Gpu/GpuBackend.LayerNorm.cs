using ILGPU;
using ILGPU.Runtime;
using Sharpkeras.Gpu.Kernels;
using Sharpkeras.Gpu.Runtime;
using Sharpkeras.Kernels;

namespace Sharpkeras.Gpu;

/// <summary>Layer normalization: one launch forward, one for the input's gradient, one or two for those of scale and offset.</summary>
internal sealed partial class GpuBackend
{
    public override void LayerNorm(
        bool centered, Tensor x, Tensor? scale, Tensor? offset, double epsilon, Tensor y, Tensor? statistics, int rows, int n)
    {
        if (rows == 0)
        {
            return;
        }

        var launch = new LayerNormLaunch
        {
            Backend = this,
            Centered = centered,
            Plan = new RowPlan(rows, n),
            X = x,
            Scale = scale,
            Offset = offset,
            Epsilon = epsilon,
            Y = y,
            Statistics = statistics,
        };
        Lanes.Floating(x.DType, ref launch);
    }

    public override void LayerNormGradient(
        bool centered, Tensor x, Tensor? scale, Tensor dy, Tensor statistics, Tensor? dx, Tensor? dscale, Tensor? doffset, int rows, int n)
    {
        using var scope = new TensorScope();
        bool sums = n > 0 && (dscale != null || doffset != null);
        var launch = new LayerNormGradientLaunch
        {
            Backend = this,
            Centered = centered,
            Rows = rows,
            Length = n,
            X = x,
            Scale = scale,
            Gradient = dy,
            Statistics = statistics,
            Dx = dx,
            Weighted = sums ? dscale ?? Rent([n], x.DType) : null,
            Sums = sums ? doffset ?? Rent([n], x.DType) : null,
        };
        Lanes.Floating(x.DType, ref launch);
    }

    private struct LayerNormLaunch : IFloatingLaunch
    {
        public GpuBackend Backend;
        public bool Centered;
        public RowPlan Plan;
        public Tensor X;
        public Tensor? Scale;
        public Tensor? Offset;
        public Parameter Epsilon;
        public Tensor Y;
        public Tensor? Statistics;

        public readonly void Run<V>()
            where V : unmanaged, ILane<V>, IScalarLane<V>
        {
            _ = Count(Y);
            using Lock.Scope scope = Backend.Launch();
            LayerNorms<V>.Forward.On(Backend)(
                Groups(Plan),
                Plan,
                Centered ? (byte)1 : (byte)0,
                (double)Plan.Length,
                Epsilon,
                View<V>(X),
                ViewOrEmpty<V>(Scale),
                ViewOrEmpty<V>(Offset),
                View<V>(Y),
                ViewOrEmpty<V>(Statistics));
        }
    }

    private struct LayerNormGradientLaunch : IFloatingLaunch
    {
        public GpuBackend Backend;
        public bool Centered;
        public int Rows;
        public int Length;
        public Tensor X;
        public Tensor? Scale;
        public Tensor Gradient;
        public Tensor Statistics;
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

            var plan = new RowPlan(Rows, Length);
            using Lock.Scope scope = Backend.Launch();
            LayerNorms<V>.Gradient.On(Backend)(
                Groups(plan),
                plan,
                Centered ? (byte)1 : (byte)0,
                (double)Length,
                View<V>(X),
                ViewOrEmpty<V>(Scale),
                View<V>(Gradient),
                View<V>(Statistics),
                View<V>(Dx));
        }

        private readonly void Add<V>(Tensor sums, Tensor weighted)
            where V : unmanaged, ILane<V>
        {
            var plan = FoldPlan.Of(1, Rows, Length);
            if (plan.Parts == 1)
            {
                Add<V>(plan, sums, weighted);
                return;
            }

            using var scratch = new TensorScope();
            Shape parts = [plan.Parts, Length];
            Tensor first = Backend.Rent(parts, X.DType);
            Tensor second = Backend.Rent(parts, X.DType);
            Add<V>(plan, first, second);
            Backend.MergePairs<V>(first, second, sums, weighted);
        }

        private readonly void Add<V>(in FoldPlan plan, Tensor sums, Tensor weighted)
            where V : unmanaged, ILane<V>
        {
            using Lock.Scope scope = Backend.Launch();
            LayerNorms<V>.Sums.On(Backend)(
                Groups(plan.Tasks, plan.Tile), plan, View<V>(X), View<V>(Gradient), View<V>(Statistics), View<V>(sums), View<V>(weighted));
        }
    }

    private static class LayerNorms<V>
        where V : unmanaged, ILane<V>
    {
        public static readonly
            GpuKernel<Action<
                KernelConfig, RowPlan, byte, Parameter, Parameter, ArrayView<V>, ArrayView<V>, ArrayView<V>, ArrayView<V>, ArrayView<V>>>
            Forward = new(
                static device => device.LoadStreamKernel<
                    RowPlan, byte, Parameter, Parameter, ArrayView<V>, ArrayView<V>, ArrayView<V>, ArrayView<V>, ArrayView<V>>(LayerNormKernels.Forward));

        public static readonly
            GpuKernel<Action<KernelConfig, RowPlan, byte, Parameter, ArrayView<V>, ArrayView<V>, ArrayView<V>, ArrayView<V>, ArrayView<V>>>
            Gradient = new(
                static device => device.LoadStreamKernel<
                    RowPlan, byte, Parameter, ArrayView<V>, ArrayView<V>, ArrayView<V>, ArrayView<V>, ArrayView<V>>(LayerNormKernels.Gradient));

        public static readonly GpuKernel<Action<KernelConfig, FoldPlan, ArrayView<V>, ArrayView<V>, ArrayView<V>, ArrayView<V>, ArrayView<V>>> Sums = new(
            static device => device.LoadStreamKernel<FoldPlan, ArrayView<V>, ArrayView<V>, ArrayView<V>, ArrayView<V>, ArrayView<V>>(LayerNormKernels.Sums));
    }
}
