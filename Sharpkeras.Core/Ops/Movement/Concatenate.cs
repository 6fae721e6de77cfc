using Sharpkeras.Diagnostics;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>Tensors one after the other along an axis.</summary>
    /// <param name="tensors">At least one; equal types, and equal shapes but for the axis.</param>
    /// <param name="axis">The axis, negative from the end.</param>
    /// <returns>A tensor with the sum of the lengths along the axis.</returns>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    /// <example><code>Tensor both = Ops.Concatenate([a, b], axis: 1);</code></example>
    public static Tensor Concatenate(ReadOnlySpan<Tensor> tensors, int axis = 0)
    {
        if (tensors.Length == 0)
        {
            throw new ArgumentException("concatenate — needs at least one tensor. Received none.", nameof(tensors));
        }

        return Op.Apply(new ConcatenateOp(tensors[0].Shape.Axis(axis, "concatenate")), tensors);
    }

    /// <summary>Tensors of one shape along a new axis.</summary>
    /// <param name="tensors">At least one; equal shapes and types.</param>
    /// <param name="axis">Where the new axis is, negative from the end of the result.</param>
    /// <returns>A tensor of one rank more.</returns>
    public static Tensor Stack(ReadOnlySpan<Tensor> tensors, int axis = 0)
    {
        Tensor[] expanded = new Tensor[tensors.Length];
        for (int i = 0; i < expanded.Length; i++)
        {
            Check.SameShape(tensors[i].Shape, tensors[0].Shape, "stack");
            expanded[i] = ExpandDims(tensors[i], axis);
        }

        return Concatenate(expanded, axis);
    }
}

/// <summary>One after the other along an axis; each input gets its part of the gradient.</summary>
internal sealed class ConcatenateOp(int axis) : Op
{
    public override GradientNeeds Needs => GradientNeeds.Nothing;

    internal override IReadOnlyList<(string Name, object? Value)>? Arguments => [("axis", axis)];

    public override TensorSpec Infer(ReadOnlySpan<Tensor> inputs)
    {
        Shape first = inputs[0].Shape;
        int length = 0;
        foreach (Tensor input in inputs)
        {
            Check.SameDType(inputs[0], input, Name);
            if (input.Rank != first.Rank || input.Shape.With(axis, 0) != first.With(axis, 0))
            {
                throw new ShapeException($"{Name} — the shapes must agree but for axis {Text.Of(axis)}. Received {first} and {input.Shape}.");
            }

            length += input.Shape[axis];
        }

        return new TensorSpec(first.With(axis, length), inputs[0].DType);
    }

    public override void Forward(ref ForwardContext context)
    {
        int place = 0;
        Span<int> zeros = stackalloc int[context.Output.Rank];
        Span<int> ones = stackalloc int[context.Output.Rank];
        Span<int> start = stackalloc int[context.Output.Rank];
        ones.Fill(1);
        foreach (Tensor input in context.Inputs)
        {
            start[axis] = place;
            context.Backend.CopyWindow(input, zeros, ones, context.Output, start, ones, input.Shape.Span);
            place += input.Shape[axis];
        }
    }

    public override void Backward(GradContext context)
    {
        int rank = context.OutputGradient.Rank;
        Span<int> zeros = stackalloc int[rank];
        Span<int> ones = stackalloc int[rank];
        Span<int> start = stackalloc int[rank];
        ones.Fill(1);
        int place = 0;
        for (int i = 0; i < context.InputCount; i++)
        {
            Shape shape = context.InputSpec(i).Shape;
            if (context.Wants(i))
            {
                Tensor dx = context.RentFor(i);
                start[axis] = place;
                context.Backend.CopyWindow(context.OutputGradient, start, ones, dx, zeros, ones, shape.Span);
                context.Give(i, dx);
            }

            place += shape[axis];
        }
    }
}
