using Sharpkeras.Kernels;

namespace Sharpkeras;

/// <summary>An operation of one input whose gradient is given by hand, in place of what the tape would derive.</summary>
/// <param name="Compute">y from x, by any operations.</param>
/// <param name="Gradient">dx from x, y and dy, by any operations.</param>
/// <example>
/// <code>
/// var clipped = new CustomGradient(x => x, (x, y, dy) => Ops.Maximum(Ops.Minimum(dy, 1), -1));
/// Tensor y = clipped.Call(x);
/// </code>
/// </example>
public sealed record CustomGradient(Func<Tensor, Tensor> Compute, Func<Tensor, Tensor, Tensor, Tensor> Gradient)
{
    /// <summary>Applies the operation.</summary>
    public Tensor Call(Tensor x) => Op.Apply(new CustomGradientOp(this), x);

    private sealed class CustomGradientOp(CustomGradient owner) : Op
    {
        public override GradientNeeds Needs => GradientNeeds.Input | GradientNeeds.Output;

        public override TensorSpec Infer(ReadOnlySpan<Tensor> inputs)
        {
            Tensor x = inputs[0];
            Tensor y = GradientTape.Paused(() => owner.Compute(x));
            return new TensorSpec(y.Shape, y.DType);
        }

        public override void Forward(ref ForwardContext context)
        {
            Tensor x = context.Inputs[0];
            context.Backend.Copy(GradientTape.Paused(() => owner.Compute(x)), context.Output);
        }

        public override void Backward(GradContext context) =>
            context.Give(0, owner.Gradient(context.Input(0), context.Output, context.OutputGradient));
    }
}
