using Sharpkeras.Diagnostics;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>The variance along axes: the mean of (x − mean)².</summary>
    /// <param name="x">Any shape, float32 or float64.</param>
    /// <param name="axes">The axes, negative from the end; null for all.</param>
    /// <param name="keepDims">Whether the axes stay with length 1.</param>
    /// <returns>The shape without the axes, the same type.</returns>
    public static Tensor Var(this Tensor x, int[]? axes = null, bool keepDims = false) =>
        Mean(SquaredDifference(x, Mean(x, axes, keepDims: true)), axes, keepDims);

    /// <summary>The standard deviation along axes: the root of the variance.</summary>
    /// <param name="x">Any shape, float32 or float64.</param>
    /// <param name="axes">The axes, negative from the end; null for all.</param>
    /// <param name="keepDims">Whether the axes stay with length 1.</param>
    /// <returns>The shape without the axes, the same type.</returns>
    public static Tensor Std(this Tensor x, int[]? axes = null, bool keepDims = false) => Sqrt(Var(x, axes, keepDims));

    /// <summary>The mean and the variance along axes.</summary>
    /// <param name="x">Any shape, float32 or float64.</param>
    /// <param name="axes">The axes, negative from the end.</param>
    /// <param name="keepDims">Whether the axes stay with length 1.</param>
    /// <returns>Both in the shape without the axes, the same type.</returns>
    /// <exception cref="ArgumentException">There is no such axis, or one is named twice.</exception>
    /// <example><code>(Tensor mean, Tensor variance) = Ops.Moments(x, [0, 1]);</code></example>
    public static (Tensor Mean, Tensor Variance) Moments(this Tensor x, int[] axes, bool keepDims = false)
    {
        Check.Floating(x, "moments");
        if (x.IsSymbolic)
        {
            Tensor[] symbols = Op.ComposeAll("moments", x, own => Pair(Moments(own, axes, keepDims)), ("axes", axes), ("keepdims", keepDims));
            return (symbols[0], symbols[1]);
        }

        var folded = new AxisSet(x.Shape, axes, false, "moments");
        Shape shape = folded.Result(x.Shape, keepDims);
        if (folded.Channels(x.Shape) is { } channels && x.Length > 0)
        {
            Tensor both = ChannelMoments(x.Reshape(channels), 1);
            return (both[0].Reshape(shape), both[1].Reshape(shape));
        }

        Tensor mean = Mean(x, axes, keepDims: true);
        return (mean.Reshape(shape), Mean(SquaredDifference(x, mean), axes, keepDims));
    }

    /// <summary>ln Σ eˣ along axes, without overflow.</summary>
    /// <param name="x">Any shape, float32 or float64.</param>
    /// <param name="axes">The axes, negative from the end; null for all.</param>
    /// <param name="keepDims">Whether the axes stay with length 1.</param>
    /// <returns>The shape without the axes, the same type.</returns>
    public static Tensor Logsumexp(this Tensor x, int[]? axes = null, bool keepDims = false)
    {
        Check.Floating(x, "logsumexp");
        if (x.IsSymbolic)
        {
            return Op.Compose("logsumexp", x, own => Logsumexp(own, axes, keepDims), ("axis", axes), ("keepdims", keepDims));
        }

        Tensor max = StopGradient(Max(x, axes, keepDims: true));
        // ∞ − ∞ is no number
        Tensor shift = Where(Isfinite(max), max, ZerosLike(max));
        Tensor sum = Log(Sum(Exp(x - shift), axes, keepDims: true)) + shift;
        return keepDims ? sum : sum.Reshape(new AxisSet(x.Shape, axes, axes == null, "logsumexp").Result(x.Shape, keepDims: false));
    }

    private static Tensor[] Pair((Tensor First, Tensor Second) pair) => [pair.First, pair.Second];
}
