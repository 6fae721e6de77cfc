using Sharpkeras.Diagnostics;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>
    /// The largest values along the last axis and their indices, the largest first. Of equal values the one with the lower index comes
    /// first; not a number counts as larger than all.
    /// </summary>
    /// <param name="x">Rank 1 or more, any type.</param>
    /// <param name="k">How many, not more than the axis is long.</param>
    /// <param name="sorted">Whether they must come in order; here they always do.</param>
    /// <returns>Values in the type of x and indices in int32, both [..., k].</returns>
    /// <exception cref="ArgumentException">k is negative or larger than the axis, or x is a scalar.</exception>
    /// <example><code>(Tensor values, Tensor indices) = Ops.TopK(scores, 5);</code></example>
    public static (Tensor Values, Tensor Indices) TopK(this Tensor x, int k, bool sorted = true)
    {
        int axis = x.Shape.Axis(-1, "top_k");
        if (k < 0 || k > x.Shape[axis])
        {
            throw new ArgumentOutOfRangeException(
                nameof(k), $"top_k — k must lie in [0, {Text.Of(x.Shape[axis])}], the length of the last axis of {x.Shape}. Received {Text.Of(k)}.");
        }

        _ = sorted;
        Tensor indices = Op.Apply(new ArgSortOp(axis, k, descending: true), x);
        return (Op.Apply(new TakeAlongAxisOp(axis), x, indices), indices);
    }
}
