using Sharpkeras.Diagnostics;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>a where the condition is true, else b. The shapes broadcast.</summary>
    /// <param name="condition">Boolean.</param>
    /// <param name="a">Any type.</param>
    /// <param name="b">The same type.</param>
    /// <returns>The shape to which all three broadcast.</returns>
    /// <example><code>Tensor positive = Ops.Where(x > 0, x, Ops.ZerosLike(x));</code></example>
    public static Tensor Where(Tensor condition, Tensor a, Tensor b) => Op.Apply(new WhereOp(), condition, a, b);
}

/// <summary>A choice by a condition.</summary>
internal sealed class WhereOp : Op
{
    public override GradientNeeds Needs => GradientNeeds.Input;

    internal override IReadOnlyList<(string Name, object? Value)>? Arguments => [];

    public override TensorSpec Infer(ReadOnlySpan<Tensor> inputs)
    {
        if (inputs[0].DType != DType.Bool)
        {
            throw new DTypeException($"{Name} — the condition must be Boolean. Received {inputs[0].DType.KerasName()}; compare, or convert with Cast(DType.Bool).");
        }

        Check.SameDType(inputs[1], inputs[2], Name);
        Shape both = Check.Broadcast(inputs[1].Shape, inputs[2].Shape, Name);
        return new TensorSpec(Check.Broadcast(inputs[0].Shape, both, Name), inputs[1].DType);
    }

    public override void Forward(ref ForwardContext context) =>
        context.Backend.Select(context.Inputs[0], context.Inputs[1], context.Inputs[2], context.Output);

    public override void Backward(GradContext context)
    {
        Tensor condition = context.Input(0);
        Tensor dy = context.OutputGradient;
        Tensor zero = Ops.Constant(0, dy);
        for (int i = 1; i <= 2; i++)
        {
            if (!context.Wants(i))
            {
                continue;
            }

            Tensor full = context.Rent(dy.Shape, dy.DType);
            context.Backend.Select(condition, i == 1 ? dy : zero, i == 1 ? zero : dy, full);
            context.Give(i, BroadcastGradient.SumTo(context.Backend, full, context.InputSpec(i).Shape));
        }
    }
}
