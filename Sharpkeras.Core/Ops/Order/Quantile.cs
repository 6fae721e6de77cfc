using Sharpkeras.Diagnostics;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>The value below which a share of the values along axes lies; not a number where one is.</summary>
    /// <param name="x">Any shape; whole numbers count as float32.</param>
    /// <param name="q">The share, in [0, 1].</param>
    /// <param name="axes">The axes, negative from the end; null for all.</param>
    /// <param name="method">What lies between two neighbours.</param>
    /// <param name="keepDims">Whether the axes stay with length 1.</param>
    /// <returns>The shape without the axes.</returns>
    /// <exception cref="ArgumentException">The share is outside of [0, 1], or there are no values.</exception>
    /// <example><code>Tensor quartile = Ops.Quantile(x, 0.25, [1]);</code></example>
    public static Tensor Quantile(
        this Tensor x, double q, int[]? axes = null, QuantileMethod method = QuantileMethod.Linear, bool keepDims = false)
    {
        if (x.IsSymbolic)
        {
            return Op.Compose("quantile", x, own => Quantile(own, q, axes, method, keepDims), ("q", q), ("axis", axes), ("method", method), ("keep_dims", keepDims));
        }

        return Squeeze(Quantile(x, [q], axes, method, keepDims), 0);
    }

    /// <summary>The values below which shares of the values along axes lie.</summary>
    /// <param name="x">Any shape; whole numbers count as float32.</param>
    /// <param name="shares">The shares, in [0, 1].</param>
    /// <param name="axes">The axes, negative from the end; null for all.</param>
    /// <param name="method">What lies between two neighbours.</param>
    /// <param name="keepDims">Whether the axes stay with length 1.</param>
    /// <returns>An axis of the shares, then the shape without the axes.</returns>
    /// <exception cref="ArgumentException">A share is outside of [0, 1], or there are no values.</exception>
    public static Tensor Quantile(
        this Tensor x, double[] shares, int[]? axes = null, QuantileMethod method = QuantileMethod.Linear, bool keepDims = false)
    {
        if (x.IsSymbolic)
        {
            return Op.Compose("quantile", x, own => Quantile(own, shares, axes, method, keepDims), ("shares", shares), ("axis", axes), ("method", method), ("keep_dims", keepDims));
        }

        foreach (double share in shares)
        {
            Check.Range(share, 0, 1, nameof(shares), "quantile");
        }

        Tensor values = x.DType.IsFloating() ? x : x.Cast(DType.Float32);
        var folded = new AxisSet(x.Shape, axes, axes == null, "quantile");
        int length = checked((int)folded.Count(x.Shape));
        if (length == 0)
        {
            throw new ShapeException($"quantile — there are no values. Received shape {x.Shape}.");
        }

        int[] kept = [.. Enumerable.Range(0, x.Rank).Where(axis => !folded.Contains(axis))];
        int[] order = [.. kept, .. Enumerable.Range(0, x.Rank).Where(folded.Contains)];
        Tensor rows = Transpose(values, order).Reshape([checked((int)(x.Length / length)), length]);
        Tensor picked = Transpose(AtShares(Sort(rows), shares, method));
        return picked.Reshape([shares.Length, .. folded.Result(x.Shape, keepDims).ToArray()]);
    }

    /// <summary>The middle value along axes; of an even number of values the mean of the two in the middle.</summary>
    /// <param name="x">Any shape; whole numbers count as float32.</param>
    /// <param name="axes">The axes, negative from the end; null for all.</param>
    /// <param name="keepDims">Whether the axes stay with length 1.</param>
    /// <returns>The shape without the axes.</returns>
    /// <exception cref="ArgumentException">There are no values, or no such axis.</exception>
    /// <example><code>Tensor middle = Ops.Median(x);</code></example>
    public static Tensor Median(this Tensor x, int[]? axes = null, bool keepDims = false)
    {
        if (x.IsSymbolic)
        {
            return Op.Compose("median", x, own => Median(own, axes, keepDims), ("axis", axes), ("keep_dims", keepDims));
        }

        return Quantile(x, 0.5, axes, keepDims: keepDims);
    }

    /// <summary>The value below which a percentage of the values along axes lies.</summary>
    /// <param name="x">Any shape; whole numbers count as float32.</param>
    /// <param name="q">The percentage, in [0, 100].</param>
    /// <param name="axes">The axes, negative from the end; null for all.</param>
    /// <param name="method">What lies between two neighbours.</param>
    /// <param name="keepDims">Whether the axes stay with length 1.</param>
    /// <returns>The shape without the axes.</returns>
    /// <exception cref="ArgumentException">The percentage is outside of [0, 100], or there are no values.</exception>
    public static Tensor Percentile(
        this Tensor x, double q, int[]? axes = null, QuantileMethod method = QuantileMethod.Linear, bool keepDims = false)
    {
        if (x.IsSymbolic)
        {
            return Op.Compose("percentile", x, own => Percentile(own, q, axes, method, keepDims), ("q", q), ("axis", axes), ("method", method), ("keep_dims", keepDims));
        }

        return Quantile(x, Check.Range(q, 0, 100, nameof(q), "percentile") / 100, axes, method, keepDims);
    }

    /// <summary>Values at shares of sorted rows [rows, length], as [rows, shares].</summary>
    private static Tensor AtShares(Tensor sorted, double[] q, QuantileMethod method)
    {
        int last = sorted.Shape[1] - 1;
        double[] exact = [.. q.Select(share => share * last)];
        Tensor At(Func<double, double> place) => Op.Apply(
            new TakeOp(1), sorted, Integers([.. exact.Select(each => (int)Math.Clamp(place(each), 0, last))], [q.Length], sorted));
        Tensor picked = method switch
        {
            QuantileMethod.Lower => At(Math.Floor),
            QuantileMethod.Higher => At(Math.Ceiling),
            QuantileMethod.Nearest => At(each => Math.Round(each, MidpointRounding.ToEven)),
            QuantileMethod.Midpoint => (At(Math.Floor) + At(Math.Ceiling)) / 2,
            _ => Between(At, exact, sorted),
        };

        // what is not a number is sorted to the end
        Tensor end = Op.Apply(new TakeOp(1), sorted, Integers([last], [1], sorted));
        return Where(NotEqual(end, end), Constant(double.NaN, sorted), picked);
    }

    private static Tensor Between(Func<Func<double, double>, Tensor> at, double[] exact, Tensor like)
    {
        Tensor share = Numbers([.. exact.Select(each => each - Math.Floor(each))], [exact.Length], like);
        return (at(Math.Floor) * (1 - share)) + (at(each => Math.Floor(each) + 1) * share);
    }
}
