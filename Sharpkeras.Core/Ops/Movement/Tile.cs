using Sharpkeras.Diagnostics;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>The whole tensor several times along each axis.</summary>
    /// <param name="x">Any shape and type.</param>
    /// <param name="repeats">How often, for each axis; positive. Missing axes, or numbers, in front count as 1.</param>
    /// <returns>A copy with the lengths multiplied.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive.</exception>
    /// <example><code>Tensor board = Ops.Tile(square, [4, 4]);</code></example>
    public static Tensor Tile(this Tensor x, int[] repeats)
    {
        if (x.IsSymbolic)
        {
            return Op.Compose("tile", x, own => Tile(own, repeats), ("repeats", repeats));
        }

        int rank = Math.Max(x.Rank, repeats.Length);
        int[] own = [.. Enumerable.Repeat(1, rank - x.Rank), .. x.Shape.ToArray()];
        int[] times = [.. Enumerable.Repeat(1, rank - repeats.Length), .. repeats];
        Tensor y = x.Reshape(own);
        for (int axis = 0; axis < rank; axis++)
        {
            int count = Check.Positive(times[axis], nameof(repeats), "tile");
            y = count == 1 ? y : Multiple(y, axis, count, before: true);
        }

        return y;
    }

    /// <summary>Each entry along an axis several times, one after the other.</summary>
    /// <param name="x">Any shape and type.</param>
    /// <param name="repeats">How often, positive.</param>
    /// <param name="axis">The axis, negative from the end; null repeats the values of the flattened tensor.</param>
    /// <returns>A copy with the length of the axis multiplied.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive, or there is no such axis.</exception>
    /// <example><code>Tensor doubled = Ops.Repeat(rows, 2, axis: 0);</code></example>
    public static Tensor Repeat(this Tensor x, int repeats, int? axis = null)
    {
        if (x.IsSymbolic)
        {
            return Op.Compose("repeat", x, own => Repeat(own, repeats, axis), ("repeats", repeats), ("axis", axis));
        }

        Check.Positive(repeats, nameof(repeats), "repeat");
        Tensor y = axis == null ? x.Reshape([checked((int)x.Length)]) : x;
        int place = axis is { } given ? x.Shape.Axis(given, "repeat") : 0;
        return repeats == 1 ? y : Multiple(y, place, repeats, before: false);
    }

    /// <summary>Repeats an axis as a whole (before), or each of its entries. Others are joined: the rank stays low.</summary>
    private static Tensor Multiple(Tensor x, int axis, int count, bool before)
    {
        int outer = checked((int)x.Shape[..axis].Length);
        int inner = checked((int)x.Shape[(axis + 1)..].Length);
        int length = x.Shape[axis];
        Tensor repeated = before
            ? x.Reshape([outer, 1, length, inner]).BroadcastTo([outer, count, length, inner])
            : x.Reshape([outer, length, 1, inner]).BroadcastTo([outer, length, count, inner]);
        return repeated.Reshape(x.Shape.With(axis, checked(length * count)));
    }
}
