using Sharpkeras.Diagnostics;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>(x − mean) / √(variance + epsilon) · scale + offset, with values for each entry of an axis (Ioffe and Szegedy 2015).</summary>
    /// <param name="x">Any shape, float32 or float64.</param>
    /// <param name="mean">A vector as long as the axis.</param>
    /// <param name="variance">A vector as long as the axis.</param>
    /// <param name="axis">The axis, negative from the end.</param>
    /// <param name="offset">A vector as long as the axis; null for 0.</param>
    /// <param name="scale">A vector as long as the axis; null for 1.</param>
    /// <param name="epsilon">What keeps the divisor from 0.</param>
    /// <returns>The same shape and type.</returns>
    /// <exception cref="ArgumentException">There is no such axis, or a vector does not fit.</exception>
    /// <example><code>Tensor y = Ops.BatchNormalization(x, mean, variance, axis: -1);</code></example>
    public static Tensor BatchNormalization(
        this Tensor x, Tensor mean, Tensor variance, int axis, Tensor? offset = null, Tensor? scale = null, double epsilon = 1e-3)
    {
        Check.Floating(x, "batch_normalization");
        int[] along = [.. Enumerable.Repeat(1, x.Rank)];
        int place = x.Shape.Axis(axis, "batch_normalization");
        along[place] = x.Shape[place];
        Tensor Spread(Tensor vector) => vector.Reshape(along);
        Tensor factor = Rsqrt(Spread(variance) + epsilon);
        factor = scale == null ? factor : factor * Spread(scale);
        Tensor shift = Spread(mean) * factor;
        return (x * factor) + (offset == null ? Negative(shift) : Spread(offset) - shift);
    }

    /// <summary>(x − mean) / √(variance + epsilon) · gamma + beta, with mean and variance along axes of x (Ba et al. 2016).</summary>
    /// <param name="x">Any shape, float32 or float64.</param>
    /// <param name="gamma">The lengths of the axes; null for 1.</param>
    /// <param name="beta">The lengths of the axes; null for 0.</param>
    /// <param name="axes">The axes, negative from the end; null for the last.</param>
    /// <param name="epsilon">What keeps the divisor from 0; null for 10⁻⁷.</param>
    /// <returns>The same shape and type.</returns>
    /// <exception cref="ArgumentException">There is no such axis, or gamma or beta does not fit.</exception>
    /// <example><code>Tensor y = Ops.LayerNormalization(x, gamma, beta);</code></example>
    public static Tensor LayerNormalization(
        this Tensor x, Tensor? gamma = null, Tensor? beta = null, int[]? axes = null, double? epsilon = null)
    {
        Check.Floating(x, "layer_normalization");
        int[] folded = axes ?? [-1];
        (Tensor mean, Tensor variance) = Moments(x, folded, keepDims: true);
        Tensor y = (x - mean) * Rsqrt(variance + (epsilon ?? 1e-7));
        y = gamma == null ? y : y * AlongAxes(gamma, x.Shape, folded);
        return beta == null ? y : y + AlongAxes(beta, x.Shape, folded);
    }

    /// <summary>x / √(mean of x² + epsilon) · scale, with the mean along axes (Zhang and Sennrich 2019).</summary>
    /// <param name="x">Any shape, float32 or float64.</param>
    /// <param name="scale">A shape that broadcasts to that of x; null for 1.</param>
    /// <param name="axes">The axes, negative from the end; null for the last.</param>
    /// <param name="epsilon">What keeps the divisor from 0; null for 10⁻⁷.</param>
    /// <returns>The same shape and type.</returns>
    /// <exception cref="ArgumentException">There is no such axis, or the scale does not broadcast.</exception>
    public static Tensor RmsNormalization(this Tensor x, Tensor? scale = null, int[]? axes = null, double? epsilon = null)
    {
        Check.Floating(x, "rms_normalization");
        Tensor values = x.Rank == 0 ? x.Reshape([1]) : x;
        Tensor y = values * Rsqrt(Mean(Square(values), axes ?? [-1], keepDims: true) + (epsilon ?? 1e-7));
        return scale == null ? y : y * scale;
    }

    /// <summary>Values for axes in the rank of a shape; those of the last axis, or in the full rank, broadcast as they are.</summary>
    private static Tensor AlongAxes(Tensor values, Shape shape, int[] axes)
    {
        if (values.Rank == shape.Rank || (axes.Length == 1 && shape.Axis(axes[0], "layer_normalization") == shape.Rank - 1))
        {
            return values;
        }

        var kept = new AxisSet(shape, axes, false, "layer_normalization");
        return values.Reshape([.. Enumerable.Range(0, shape.Rank).Select(axis => kept.Contains(axis) ? shape[axis] : 1)]);
    }
}
