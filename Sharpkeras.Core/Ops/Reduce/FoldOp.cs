using Sharpkeras.Diagnostics;
using Sharpkeras.Kernels;

namespace Sharpkeras;

/// <summary>What folds over axes share: the shape rule and the forward computation.</summary>
internal abstract class FoldOp<K>(AxisSet axes, bool keepDims) : Op
    where K : struct, IReduceKernel
{
    protected AxisSet Axes => axes;

    internal override IReadOnlyList<(string Name, object? Value)> Arguments => [("axis", axes.ToArray()), ("keepdims", keepDims)];

    public override TensorSpec Infer(ReadOnlySpan<Tensor> inputs)
    {
        Check.Numeric(inputs[0], Name);
        return new TensorSpec(axes.Result(inputs[0].Shape, keepDims), inputs[0].DType);
    }

    public override void Forward(ref ForwardContext context)
    {
        Tensor x = context.Inputs[0];
        Span<bool> marks = stackalloc bool[x.Rank];
        axes.Mark(marks);
        Reduction.Into(context.Backend, default(K), x, marks, context.Output);
    }

    /// <summary>A tensor in the output's shape seen with the folded axes at 1, so that it broadcasts to the input's.</summary>
    protected Tensor Kept(GradContext context, Tensor folded) =>
        folded.View(axes.Result(context.InputSpec(0).Shape, keepDims: true), folded.Offset);
}
