using Sharpkeras.Diagnostics;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>Rows with a one at the place that the index names, zero elsewhere; an index outside of the classes gives zeros.</summary>
    /// <param name="indices">int32 or int64, any shape.</param>
    /// <param name="classes">The length of the rows, positive.</param>
    /// <param name="dtype">The type of the result.</param>
    /// <returns>The shape of the indices with an axis of the classes at the end.</returns>
    /// <example><code>Tensor targets = Ops.OneHot(labels, 10);</code></example>
    public static Tensor OneHot(this Tensor indices, int classes, DType dtype = DType.Float32) =>
        Op.Apply(new OneHotOp(Check.Positive(classes, nameof(classes), "one_hot"), dtype), indices);

    /// <summary>Ones at the places that the indices name along a new axis, zero elsewhere; an index outside of the classes gives zeros.</summary>
    /// <param name="indices">int32 or int64, any shape.</param>
    /// <param name="classes">The length of the new axis, positive.</param>
    /// <param name="axis">Where the new axis is, negative from the end of the result.</param>
    /// <param name="dtype">The type of the result.</param>
    /// <returns>The shape of the indices with the new axis.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place, or the number of classes is not positive.</exception>
    public static Tensor OneHot(this Tensor indices, int classes, int axis, DType dtype = DType.Float32)
    {
        Tensor last = OneHot(indices, classes, dtype);
        int place = last.Shape.Axis(axis, "one_hot");
        return place == indices.Rank ? last : MoveAxis(last, -1, place);
    }

    /// <summary>Ones at all places that the indices of a row name, zero elsewhere; an index outside of the classes gives nothing.</summary>
    /// <param name="indices">int32 or int64: [n], or [batch, n, …] with rows in the second axis.</param>
    /// <param name="classes">The length of the rows, positive.</param>
    /// <param name="axis">Where the axis of the classes is before the rows are joined, negative from the end.</param>
    /// <param name="dtype">The type of the result.</param>
    /// <returns>[classes] or [batch, classes].</returns>
    /// <example><code>Tensor tags = Ops.MultiHot(indices, 10);</code></example>
    public static Tensor MultiHot(this Tensor indices, int classes, int axis = -1, DType dtype = DType.Float32)
    {
        Tensor hot = OneHot(indices, classes, axis, dtype == DType.Bool ? DType.UInt8 : dtype);
        return Max(hot, indices.Rank > 1 ? 1 : 0).Cast(dtype);
    }
}

/// <summary>One-hot rows; there is no gradient.</summary>
internal sealed class OneHotOp(int classes, DType dtype) : Op
{
    public override TensorSpec Infer(ReadOnlySpan<Tensor> inputs)
    {
        IndexCheck.Type(inputs[0], Name);
        return new TensorSpec([.. inputs[0].Shape.ToArray(), classes], dtype);
    }

    public override void Forward(ref ForwardContext context) => context.Backend.OneHot(context.Inputs[0], context.Output, classes);
}
