using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>The same values in memory of their own. The gradient flows through.</summary>
    /// <param name="x">Any shape and type.</param>
    /// <returns>The same shape and type.</returns>
    /// <example><code>Tensor before = variable.Value.Copy();</code></example>
    public static Tensor Copy(this Tensor x) => Op.Apply(CopyOp.Shared, x);

    /// <summary>The complex conjugate: real numbers, the only ones here, are their own.</summary>
    /// <param name="x">Any shape and type.</param>
    /// <returns>The tensor itself.</returns>
    public static Tensor Conj(this Tensor x) => x;
}

/// <summary>A copy.</summary>
internal sealed class CopyOp : Op
{
    public static readonly CopyOp Shared = new();

    public override GradientNeeds Needs => GradientNeeds.Nothing;

    public override TensorSpec Infer(ReadOnlySpan<Tensor> inputs) => new(inputs[0].Shape, inputs[0].DType);

    public override void Forward(ref ForwardContext context) => context.Backend.Copy(context.Inputs[0], context.Output);

    public override void Backward(GradContext context) => context.Give(0, context.OutputGradient);
}
