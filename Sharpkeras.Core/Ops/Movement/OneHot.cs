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
