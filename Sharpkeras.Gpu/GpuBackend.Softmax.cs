using ILGPU;
using ILGPU.Runtime;
using Sharpkeras.Gpu.Kernels;
using Sharpkeras.Gpu.Runtime;
using Sharpkeras.Kernels;

namespace Sharpkeras.Gpu;

/// <summary>Softmax and cross-entropy along rows, one launch each.</summary>
internal sealed partial class GpuBackend
{
    public override void Softmax(Tensor x, Tensor y, int rows, int n)
    {
        var launch = new SoftmaxLaunch { Backend = this, X = x, Y = y, Plan = new RowPlan(rows, n) };
        Lanes.Floating(y.DType, ref launch);
    }

    public override void LogSoftmax(Tensor x, Tensor y, int rows, int n)
    {
        var launch = new SoftmaxLaunch { Backend = this, X = x, Y = y, Plan = new RowPlan(rows, n), Logarithm = true };
        Lanes.Floating(y.DType, ref launch);
    }

    public override void SoftmaxGradient(Tensor y, Tensor dy, Tensor dx, int rows, int n)
    {
        var launch = new SoftmaxGradientLaunch { Backend = this, Y = y, Gradient = dy, Target = dx, Plan = new RowPlan(rows, n) };
        Lanes.Floating(dx.DType, ref launch);
    }

    public override void LogSoftmaxGradient(Tensor y, Tensor dy, Tensor dx, int rows, int n)
    {
        var launch = new SoftmaxGradientLaunch { Backend = this, Y = y, Gradient = dy, Target = dx, Plan = new RowPlan(rows, n), Logarithm = true };
        Lanes.Floating(dx.DType, ref launch);
    }

    public override void SparseSoftmaxCrossEntropy(Tensor logits, Tensor labels, Tensor losses, Tensor softmax, int rows, int n)
    {
        var launch = new CrossEntropyLaunch
        {
            Backend = this,
            Logits = logits,
            Labels = labels,
            Losses = losses,
            Softmax = softmax,
            Plan = new RowPlan(rows, n),
        };
        Lanes.Floating(logits.DType, ref launch);
    }

    public override void SparseSoftmaxCrossEntropyGradient(Tensor softmax, Tensor labels, Tensor dlosses, Tensor dlogits, int rows, int n)
    {
        var launch = new CrossEntropyGradientLaunch
        {
            Backend = this,
            Softmax = softmax,
            Labels = labels,
            Losses = dlosses,
            Target = dlogits,
            Classes = n,
        };
        Lanes.Floating(dlogits.DType, ref launch);
    }

    /// <summary>A group a block of rows.</summary>
    private static KernelConfig Groups(in RowPlan plan) => Groups(plan.Blocks, plan.Tile);

    private struct SoftmaxLaunch : IFloatingLaunch
    {
        public GpuBackend Backend;
        public Tensor X;
        public Tensor Y;
        public RowPlan Plan;
        public bool Logarithm;

        public readonly void Run<V>()
            where V : unmanaged, ILane<V>, IScalarLane<V>
        {
            if (Count(Y) > 0)
            {
                using Lock.Scope scope = Backend.Launch();
                (Logarithm ? Softmaxes<V>.Logarithm : Softmaxes<V>.Forward).On(Backend)(Groups(Plan), Plan, View<V>(X), View<V>(Y));
            }
        }
    }

    private struct SoftmaxGradientLaunch : IFloatingLaunch
    {
        public GpuBackend Backend;
        public Tensor Y;
        public Tensor Gradient;
        public Tensor Target;
        public RowPlan Plan;
        public bool Logarithm;

        public readonly void Run<V>()
            where V : unmanaged, ILane<V>, IScalarLane<V>
        {
            if (Count(Target) > 0)
            {
                using Lock.Scope scope = Backend.Launch();
                (Logarithm ? Softmaxes<V>.LogarithmGradient : Softmaxes<V>.Gradient).On(Backend)(
                    Groups(Plan), Plan, View<V>(Y), View<V>(Gradient), View<V>(Target));
            }
        }
    }

    private struct CrossEntropyLaunch : IFloatingLaunch
    {
        public GpuBackend Backend;
        public Tensor Logits;
        public Tensor Labels;
        public Tensor Losses;
        public Tensor Softmax;
        public RowPlan Plan;

        public readonly void Run<V>()
            where V : unmanaged, ILane<V>, IScalarLane<V>
        {
            if (Count(Losses) > 0)
            {
                _ = Count(Softmax);
                using Lock.Scope scope = Backend.Launch();
                Softmaxes<V>.CrossEntropy.On(Backend)(
                    Groups(Plan), Plan, View<V>(Logits), View<int>(Labels), View<V>(Losses), View<V>(Softmax));
            }
        }
    }

    private struct CrossEntropyGradientLaunch : IFloatingLaunch
    {
        public GpuBackend Backend;
        public Tensor Softmax;
        public Tensor Labels;
        public Tensor Losses;
        public Tensor Target;
        public int Classes;

        public readonly void Run<V>()
            where V : unmanaged, ILane<V>, IScalarLane<V>
        {
            int length = Count(Target);
            if (length > 0)
            {
                using Lock.Scope scope = Backend.Launch();
                Softmaxes<V>.CrossEntropyGradient.On(Backend)(
                    Backend.Flat(length), View<V>(Softmax), View<int>(Labels), View<V>(Losses), View<V>(Target), Classes, length);
            }
        }
    }

    private static class Softmaxes<V>
        where V : unmanaged, ILane<V>
    {
        public static readonly GpuKernel<Action<KernelConfig, RowPlan, ArrayView<V>, ArrayView<V>>> Forward = new(
            static device => device.LoadStreamKernel<RowPlan, ArrayView<V>, ArrayView<V>>(SoftmaxKernels.Softmax));

        public static readonly GpuKernel<Action<KernelConfig, RowPlan, ArrayView<V>, ArrayView<V>>> Logarithm = new(
            static device => device.LoadStreamKernel<RowPlan, ArrayView<V>, ArrayView<V>>(SoftmaxKernels.LogSoftmax));

        public static readonly GpuKernel<Action<KernelConfig, RowPlan, ArrayView<V>, ArrayView<V>, ArrayView<V>>> Gradient = new(
            static device => device.LoadStreamKernel<RowPlan, ArrayView<V>, ArrayView<V>, ArrayView<V>>(SoftmaxKernels.Gradient));

        public static readonly GpuKernel<Action<KernelConfig, RowPlan, ArrayView<V>, ArrayView<V>, ArrayView<V>>> LogarithmGradient = new(
            static device => device.LoadStreamKernel<RowPlan, ArrayView<V>, ArrayView<V>, ArrayView<V>>(SoftmaxKernels.LogGradient));

        public static readonly GpuKernel<Action<KernelConfig, RowPlan, ArrayView<V>, ArrayView<int>, ArrayView<V>, ArrayView<V>>> CrossEntropy = new(
            static device => device.LoadStreamKernel<RowPlan, ArrayView<V>, ArrayView<int>, ArrayView<V>, ArrayView<V>>(SoftmaxKernels.CrossEntropy));

        public static readonly
            GpuKernel<Action<KernelConfig, ArrayView<V>, ArrayView<int>, ArrayView<V>, ArrayView<V>, int, int>> CrossEntropyGradient = new(
                static device => device.LoadStreamKernel<ArrayView<V>, ArrayView<int>, ArrayView<V>, ArrayView<V>, int, int>(
                    SoftmaxKernels.CrossEntropyGradient));
    }
}
