using Sharpkeras.Diagnostics;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>Where values have to be put into a sorted vector so that it stays sorted.</summary>
    /// <param name="sorted">A vector in ascending order, a numeric type.</param>
    /// <param name="values">Any shape, the same type.</param>
    /// <param name="side">The place before or after equal values.</param>
    /// <returns>int32 in [0, n], the shape of the values.</returns>
    /// <exception cref="ShapeException">The first is no vector.</exception>
    /// <example><code>Tensor places = Ops.SearchSorted(edges, x);</code></example>
    public static Tensor SearchSorted(Tensor sorted, Tensor values, SearchSide side = SearchSide.Left)
    {
        if (sorted.IsSymbolic || values.IsSymbolic)
        {
            return Op.Compose("searchsorted", [sorted, values], all => SearchSorted(all[0], all[1], side), ("side", side));
        }

        Check.Rank(sorted, 1, "searchsorted", "a sorted vector");
        Check.SameDType(sorted, values, "searchsorted");
        int length = sorted.Shape[0];
        Tensor place = Filled(values, values.Shape, 0, DType.Int32);
        if (length == 0)
        {
            return place;
        }

        // as many entries as possible are skipped, in steps of falling powers of two
        for (int step = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)length + 1) / 2; step > 0; step /= 2)
        {
            Tensor next = place + step;
            Tensor before = Op.Apply(new TakeOp(0), sorted, Minimum(next, Constant(length, next)) - 1);
            Tensor skips = side == SearchSide.Left ? Less(before, values) : LessEqual(before, values);
            place = Where(LogicalAnd(skips, LessEqual(next, Constant(length, next))), next, place);
        }

        return place;
    }

    /// <summary>The bin of each value: the number of edges that are not above it.</summary>
    /// <param name="x">Any shape, a numeric type.</param>
    /// <param name="bins">The edges in ascending order, a vector of the same type.</param>
    /// <returns>int32 in [0, n], the shape of x.</returns>
    /// <exception cref="ShapeException">The edges are no vector.</exception>
    public static Tensor Digitize(this Tensor x, Tensor bins)
    {
        if (x.IsSymbolic || bins.IsSymbolic)
        {
            return Op.Compose("digitize", [x, bins], all => Digitize(all[0], all[1]));
        }

        return SearchSorted(bins, x, SearchSide.Right);
    }

    /// <summary>The bin of each value: the number of edges that are not above it.</summary>
    /// <param name="x">Any shape, a numeric type.</param>
    /// <param name="edges">The edges in ascending order.</param>
    /// <returns>int32 in [0, n], the shape of x.</returns>
    public static Tensor Digitize(this Tensor x, double[] edges)
    {
        if (x.IsSymbolic)
        {
            return Op.Compose("digitize", x, own => Digitize(own, edges), ("edges", edges));
        }

        Tensor from = x.DType.IsFloating() ? x : x.Cast(DType.Float64);
        return Digitize(from, Numbers(edges, [edges.Length], from));
    }

    /// <summary>Whether each value occurs in another tensor.</summary>
    /// <param name="a">Any shape, a numeric type.</param>
    /// <param name="b">The other tensor, the same type.</param>
    /// <param name="assumeUnique">Whether b holds each value once; without effect here.</param>
    /// <param name="invert">Whether to tell the opposite.</param>
    /// <returns>Boolean, the shape of a.</returns>
    public static Tensor IsIn(this Tensor a, Tensor b, bool assumeUnique = false, bool invert = false)
    {
        _ = assumeUnique;
        Tensor sorted = Sort(b, null);
        Tensor found = NotEqual(SearchSorted(sorted, a), SearchSorted(sorted, a, SearchSide.Right));
        return invert ? LogicalNot(found) : found;
    }

    /// <summary>Whether the score of each target is among the k best of its row; scores that are not finite are not.</summary>
    /// <param name="targets">[…], int32 or int64: a class for each row; one outside of the classes is not among them.</param>
    /// <param name="predictions">[…, classes], float32 or float64.</param>
    /// <param name="k">How many are the best, not negative; equal scores at the border all count.</param>
    /// <returns>Boolean, the shape of the targets.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit, or k is negative.</exception>
    /// <example><code>Tensor hits = Ops.InTopK(labels, scores, 5);</code></example>
    public static Tensor InTopK(Tensor targets, Tensor predictions, int k)
    {
        if (targets.IsSymbolic || predictions.IsSymbolic)
        {
            return Op.Compose("in_top_k", [targets, predictions], all => InTopK(all[0], all[1], k), ("k", k));
        }

        IndexCheck.Type(targets, "in_top_k");
        ArgumentOutOfRangeException.ThrowIfNegative(k);
        if (predictions.Rank == 0 || predictions.Shape[..^1] != targets.Shape)
        {
            throw new ShapeException($"in_top_k — needs a target for each row. Received targets {targets.Shape} and predictions {predictions.Shape}.");
        }

        int classes = predictions.Shape[^1];
        Tensor known = LogicalAnd(GreaterEqual(targets, Constant(0, targets)), Less(targets, Constant(classes, targets)));
        Tensor safe = Where(known, targets, Constant(0, targets));
        Tensor score = Op.Apply(new TakeAlongAxisOp(targets.Rank), predictions, ExpandDims(safe, -1));
        Tensor better = Sum(Greater(predictions, score).Cast(DType.Int32), -1);
        Tensor finite = Less(Abs(Squeeze(score, -1)), Constant(double.PositiveInfinity, score));
        return LogicalAnd(LogicalAnd(known, finite), Less(better, Constant(k, better)));
    }
}
