using Sharpkeras.Diagnostics;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>The values divided by their norm along axes: x / max(‖x‖, epsilon).</summary>
    /// <param name="x">Any shape, float32 or float64.</param>
    /// <param name="axis">The axis, negative from the end.</param>
    /// <param name="order">The order p of the norm (Σ|x|ᵖ)^(1/p), at least 1.</param>
    /// <param name="epsilon">The least divisor; null for 10⁻⁷.</param>
    /// <returns>The same shape and type.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The order is below 1, or epsilon is not positive.</exception>
    /// <example><code>Tensor directions = Ops.Normalize(vectors);</code></example>
    public static Tensor Normalize(this Tensor x, int axis = -1, int order = 2, double? epsilon = null)
    {
        if (x.IsSymbolic)
        {
            return Op.Compose("normalize", x, own => Normalize(own, axis, order, epsilon), ("axis", axis), ("order", order), ("epsilon", epsilon));
        }

        return Normalize(x, [axis], order, epsilon);
    }

    /// <summary>The values divided by their norm along several axes together.</summary>
    /// <param name="x">Any shape, float32 or float64.</param>
    /// <param name="axes">The axes, negative from the end.</param>
    /// <param name="order">The order p of the norm (Σ|x|ᵖ)^(1/p), at least 1.</param>
    /// <param name="epsilon">The least divisor; null for 10⁻⁷.</param>
    /// <returns>The same shape and type.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The order is below 1, or epsilon is not positive.</exception>
    public static Tensor Normalize(this Tensor x, int[] axes, int order = 2, double? epsilon = null)
    {
        if (x.IsSymbolic)
        {
            return Op.Compose("normalize", x, own => Normalize(own, axes, order, epsilon), ("axis", axes), ("order", order), ("epsilon", epsilon));
        }

        Check.Floating(x, "normalize");
        double least = epsilon ?? 1e-7;
        if (order < 1 || !(least > 0))
        {
            throw new ArgumentOutOfRangeException(
                order < 1 ? nameof(order) : nameof(epsilon),
                $"normalize — the order must be at least 1 and epsilon positive. Received order {Text.Of(order)} and epsilon {Text.Of(least)}.");
        }

        Tensor values = x.Rank == 0 ? x.Reshape([1]) : x;
        return order == 2
            ? L2Normalize(values, axes, least * least)
            : values / Maximum(SumOfPowers(values, axes, order, keepDims: true), Constant(least, x));
    }

    /// <summary>(Σ|x|ᵖ)^(1/p).</summary>
    private static Tensor SumOfPowers(Tensor x, int[]? axes, double order, bool keepDims)
    {
        Tensor sizes = Abs(x);
        return order == 1
            ? Sum(sizes, axes, keepDims)
            : Power(Sum(Power(sizes, Constant(order, x)), axes, keepDims), Constant(1 / order, x));
    }

    /// <summary>The values divided by their Euclidean norm along an axis: x · 1/√max(Σx², epsilon), as TensorFlow's.</summary>
    /// <param name="x">Any shape, float32 or float64.</param>
    /// <param name="axis">The axis, negative from the end; null for all.</param>
    /// <param name="epsilon">The least sum of squares, positive.</param>
    /// <returns>The same shape and type.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Epsilon is not positive, or there is no such axis.</exception>
    public static Tensor L2Normalize(this Tensor x, int? axis = null, double epsilon = 1e-12) =>
        L2Normalize(x, axis is { } given ? [given] : [.. Enumerable.Range(0, x.Rank)], epsilon);

    /// <summary>The values divided by their Euclidean norm along several axes together.</summary>
    /// <param name="x">Any shape, float32 or float64.</param>
    /// <param name="axes">The axes, negative from the end.</param>
    /// <param name="epsilon">The least sum of squares, positive.</param>
    /// <returns>The same shape and type.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Epsilon is not positive, or there is no such axis.</exception>
    public static Tensor L2Normalize(this Tensor x, int[] axes, double epsilon = 1e-12)
    {
        Check.Floating(x, "l2_normalize");
        if (!(epsilon > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(epsilon), $"l2_normalize — epsilon must be positive. Received {Text.Of(epsilon)}.");
        }

        return x * Rsqrt(Maximum(Sum(Square(x), axes, keepDims: true), Constant(epsilon, x)));
    }
}
