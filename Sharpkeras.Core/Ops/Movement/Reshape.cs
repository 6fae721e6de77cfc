using Sharpkeras.Diagnostics;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>The same values in another shape: a view, nothing is copied.</summary>
    /// <param name="x">Any shape and type.</param>
    /// <param name="shape">A shape with as many elements; one dimension may be −1 and is computed.</param>
    /// <returns>A view.</returns>
    /// <exception cref="ShapeException">The number of elements differs, or several dimensions are −1.</exception>
    /// <example><code>Tensor rows = images.Reshape([-1, 784]);</code></example>
    public static Tensor Reshape(this Tensor x, Shape shape) => Op.Apply(new ReshapeOp(shape), x);

    /// <summary>A view of all values in one axis, in row-major order.</summary>
    /// <param name="x">Any shape and type.</param>
    /// <returns>A vector.</returns>
    public static Tensor Ravel(this Tensor x)
    {
        if (x.IsSymbolic)
        {
            return Op.Compose("ravel", x, own => Ravel(own));
        }

        return x.Reshape([checked((int)x.Length)]);
    }

    /// <summary>A view with a new axis of length 1.</summary>
    /// <param name="x">Any shape and type.</param>
    /// <param name="axis">Where the new axis is, negative from the end of the result.</param>
    public static Tensor ExpandDims(this Tensor x, int axis)
    {
        List<int> dimensions = [.. x.Shape.ToArray()];
        int place = axis < 0 ? axis + x.Rank + 1 : axis;
        if (place < 0 || place > x.Rank)
        {
            throw new ArgumentOutOfRangeException(nameof(axis), $"expand_dims — there is no such place in shape {x.Shape}. Received axis {Text.Of(axis)}.");
        }

        dimensions.Insert(place, 1);
        return x.Reshape(dimensions.ToArray());
    }

    /// <summary>A view without an axis of length 1, or without all such axes.</summary>
    /// <param name="x">Any shape and type.</param>
    /// <param name="axis">The axis, negative from the end; null for all of length 1.</param>
    public static Tensor Squeeze(this Tensor x, int? axis = null)
    {
        if (x.IsSymbolic)
        {
            return Op.Compose("squeeze", x, own => Squeeze(own, axis), ("axis", axis));
        }

        int? place = axis is { } given ? x.Shape.Axis(given, "squeeze") : null;
        if (place is { } one && x.Shape[one] != 1)
        {
            throw new ShapeException($"squeeze — only axes of length 1 can go. Received axis {Text.Of(one)} of shape {x.Shape}.");
        }

        int[] dimensions = x.Shape.ToArray().Where((dimension, i) => dimension != 1 || (place != null && i != place)).ToArray();
        return x.Reshape(dimensions);
    }
}

/// <summary>Another shape for the same memory.</summary>
internal sealed class ReshapeOp(Shape shape) : Op
{
    public override GradientNeeds Needs => GradientNeeds.Nothing;

    public override bool IsView => true;

    internal override IReadOnlyList<(string Name, object? Value)> Arguments => [("newshape", shape.ToArray())];

    public override TensorSpec Infer(ReadOnlySpan<Tensor> inputs)
    {
        Tensor x = inputs[0];
        return new TensorSpec(Resolve(x), x.DType);
    }

    public override void Forward(ref ForwardContext context) => context.Backend.Copy(context.Inputs[0], context.Output);

    public override void Backward(GradContext context) =>
        context.Give(0, context.OutputGradient.View(context.InputSpec(0).Shape, context.OutputGradient.Offset));

    private Shape Resolve(Tensor x)
    {
        long known = 1;
        int open = -1;
        for (int i = 0; i < shape.Rank; i++)
        {
            if (shape[i] >= 0)
            {
                known *= shape[i];
            }
            else
            {
                open = open < 0 ? i : throw new ShapeException($"reshape — only one dimension can be -1. Received {shape}.");
            }
        }

        if (open < 0 ? known != x.Length : known == 0 || x.Length % known != 0)
        {
            throw new ShapeException($"reshape — {x.Length} elements do not fit. Received a tensor of shape {x.Shape} and the new shape {shape}.");
        }

        return open < 0 ? shape : shape.With(open, checked((int)(x.Length / known)));
    }
}
