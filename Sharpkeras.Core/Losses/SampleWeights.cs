using Sharpkeras.Diagnostics;

namespace Sharpkeras.Losses;

/// <summary>Sample weights and masks in the shape of the values that they weigh.</summary>
internal static class SampleWeights
{
    /// <summary>
    /// Values and weights in shapes that broadcast: ranks are matched as Keras does; weights for the first axes count for all that lies
    /// behind these; else NumPy's rule holds.
    /// </summary>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static (Tensor Values, Tensor Weight) Fit(Tensor values, Tensor weight, string owner)
    {
        var (matched, own) = Ranks.Match(values, weight.Cast(values.DType));
        if (own.Rank < matched.Rank && own.Shape == matched.Shape[..own.Rank])
        {
            own = own.Reshape([.. own.Shape.ToArray(), .. Enumerable.Repeat(1, matched.Rank - own.Rank)]);
        }

        if (!Broadcasts(matched.Shape, own.Shape))
        {
            throw new ShapeException(
                $"{owner} — sample weights need the shape of the samples' values, {values.Shape}, its beginning, or one that broadcasts with it. "
                + $"Received {weight.Shape}.");
        }

        return (matched, own);
    }

    /// <summary>Weights in the full shape of the values, which must not grow by them.</summary>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    public static Tensor Full(Tensor weight, Tensor values, string owner)
    {
        var (matched, own) = Fit(values, weight, owner);
        Shape both = Check.Broadcast(matched.Shape, own.Shape, owner);
        if (both.Length != values.Shape.Length)
        {
            throw new ShapeException($"{owner} — there are more sample weights than values. Received {weight.Shape} for values {values.Shape}.");
        }

        return own.BroadcastTo(both).Reshape(values.Shape);
    }

    /// <summary>What both masks let through.</summary>
    public static Tensor? Both(Tensor? left, Tensor? right) => left == null ? right : right == null ? left : Ops.LogicalAnd(left, right);

    /// <summary>Weights that are 0 where a mask says so; null where there is neither.</summary>
    /// <param name="weight">The weights, or null.</param>
    /// <param name="mask">Boolean, or null.</param>
    /// <param name="dtype">The type of the result.</param>
    /// <param name="perValid">Whether the others become total / valid, so that a mean over all is a mean over those that count.</param>
    /// <param name="owner">Who asks, for messages.</param>
    public static Tensor? Masked(Tensor? weight, Tensor? mask, DType dtype, bool perValid, string owner)
    {
        if (mask == null)
        {
            return weight?.Cast(dtype);
        }

        Tensor counts = mask.Cast(dtype);
        if (perValid)
        {
            // Where nothing counts all are 0 anyway.
            counts *= (double)counts.Length / Ops.Maximum(Ops.Sum(counts), Ops.Constant(1, counts));
        }

        if (weight == null)
        {
            return counts;
        }

        var (matched, own) = Fit(counts, weight, owner);
        return matched * own;
    }

    private static bool Broadcasts(Shape left, Shape right)
    {
        for (int i = 1; i <= Math.Min(left.Rank, right.Rank); i++)
        {
            if (left[^i] != right[^i] && left[^i] != 1 && right[^i] != 1)
            {
                return false;
            }
        }

        return true;
    }
}
