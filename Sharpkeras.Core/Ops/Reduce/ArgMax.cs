using Sharpkeras.Diagnostics;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>The index of the first largest value along an axis; the first that is not a number wins.</summary>
    /// <param name="x">Any shape and type, not empty along the axis.</param>
    /// <param name="axis">The axis, negative from the end; null looks at all values in row-major order.</param>
    /// <param name="keepDims">Whether the axis stays with length 1.</param>
    /// <returns>int32, the shape without the axis.</returns>
    /// <example><code>int digit = Ops.ArgMax(probabilities).Item&lt;int&gt;();</code></example>
    public static Tensor ArgMax(this Tensor x, int? axis = null, bool keepDims = false) => ArgReduceOp.Run(x, axis, keepDims, largest: true);

    /// <summary>The index of the first smallest value along an axis; the first that is not a number wins.</summary>
    /// <param name="x">Any shape and type, not empty along the axis.</param>
    /// <param name="axis">The axis, negative from the end; null looks at all values in row-major order.</param>
    /// <param name="keepDims">Whether the axis stays with length 1.</param>
    /// <returns>int32, the shape without the axis.</returns>
    public static Tensor ArgMin(this Tensor x, int? axis = null, bool keepDims = false) => ArgReduceOp.Run(x, axis, keepDims, largest: false);
}

/// <summary>The place of an extreme.</summary>
internal sealed class ArgReduceOp(int axis, bool keepDims, bool largest) : Op
{
    public override string Name => largest ? "argmax" : "argmin";

    public static Tensor Run(Tensor x, int? axis, bool keepDims, bool largest)
    {
        string name = largest ? "argmax" : "argmin";
        if (axis is { } given)
        {
            return Apply(new ArgReduceOp(x.Shape.Axis(given, name), keepDims, largest), x);
        }

        Tensor place = Apply(new ArgReduceOp(0, false, largest), x.Reshape([checked((int)x.Length)]));
        return keepDims ? place.Reshape([.. Enumerable.Repeat(1, x.Rank)]) : place;
    }

    public override TensorSpec Infer(ReadOnlySpan<Tensor> inputs)
    {
        Shape shape = inputs[0].Shape;
        if (shape[axis] == 0)
        {
            throw new ShapeException($"{Name} — there are no values along axis {Text.Of(axis)}. Received shape {shape}.");
        }

        return new TensorSpec(new AxisSet(shape, [axis], false, Name).Result(shape, keepDims), DType.Int32);
    }

    public override void Forward(ref ForwardContext context)
    {
        Shape shape = context.Inputs[0].Shape;
        int outer = (int)shape[..axis].Length;
        int inner = (int)shape[(axis + 1)..].Length;
        context.Backend.ArgReduce(largest, context.Inputs[0], context.Output, outer, shape[axis], inner);
    }
}
