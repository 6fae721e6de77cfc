using Sharpkeras.Diagnostics;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>The values repeated to a larger shape by the rule of broadcasting.</summary>
    /// <param name="x">Any shape and type.</param>
    /// <param name="shape">A shape to which that of x broadcasts.</param>
    /// <returns>A copy.</returns>
    /// <exception cref="ShapeException">The shape of x does not broadcast to it.</exception>
    public static Tensor BroadcastTo(this Tensor x, Shape shape)
    {
        if (x.IsSymbolic)
        {
            return Op.Compose("broadcast_to", x, own => BroadcastTo(own, shape), ("shape", shape));
        }

        return x.Shape == shape ? x : Op.Apply(new BroadcastToOp(shape), x);
    }
}

/// <summary>Repetition by broadcasting; the gradient is summed where values were repeated.</summary>
internal sealed class BroadcastToOp(Shape shape) : Op
{
    public override GradientNeeds Needs => GradientNeeds.Nothing;

    public override TensorSpec Infer(ReadOnlySpan<Tensor> inputs)
    {
        if (Check.Broadcast(inputs[0].Shape, shape, Name) != shape)
        {
            throw new ShapeException($"{Name} — the shape does not broadcast to the other. Received {inputs[0].Shape} and {shape}.");
        }

        return new TensorSpec(shape, inputs[0].DType);
    }

    public override void Forward(ref ForwardContext context)
    {
        Tensor x = context.Inputs[0];
        Tensor always = context.Backend.Rent(Shape.Scalar, DType.Bool);
        context.Backend.Fill(always, 1);
        context.Backend.Select(always, x, x, context.Output);
    }

    public override void Backward(GradContext context) =>
        context.Give(0, BroadcastGradient.SumTo(context.Backend, context.OutputGradient, context.InputSpec(0).Shape));
}
