using Sharpkeras.Diagnostics;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>The weighted mean along axes: Σ x·w / Σ w.</summary>
    /// <param name="x">Any shape, float32 or float64.</param>
    /// <param name="axes">The axes, negative from the end; null for all.</param>
    /// <param name="weights">The shape of x, or a vector for the one axis; null for equal weights.</param>
    /// <returns>The shape without the axes, the same type.</returns>
    /// <exception cref="ShapeException">The weights do not fit.</exception>
    /// <example><code>Tensor mean = Ops.Average(x, [0], weights);</code></example>
    public static Tensor Average(this Tensor x, int[]? axes = null, Tensor? weights = null)
    {
        if (weights == null)
        {
            return Mean(x, axes);
        }

        bool alongOne = weights.Rank == 1 && x.Rank > 1 && axes is { Length: 1 };
        Tensor full = weights;
        if (alongOne)
        {
            int[] shape = [.. Enumerable.Repeat(1, x.Rank)];
            shape[x.Shape.Axis(axes![0], "average")] = weights.Shape[0];
            full = weights.Reshape(shape);
        }

        if (alongOne ? weights.Shape[0] != x.Shape[x.Shape.Axis(axes![0], "average")] : weights.Shape != x.Shape)
        {
            throw new ShapeException(
                $"average — the weights need the shape of x, or be a vector for the one axis. Received shapes {x.Shape} and {weights.Shape}.");
        }

        return Sum(x * full, axes) / Sum(full, alongOne ? null : axes);
    }

    /// <summary>The largest value less the smallest along axes.</summary>
    /// <param name="x">Any shape, every numeric type.</param>
    /// <param name="axes">The axes, negative from the end; null for all.</param>
    /// <param name="keepDims">Whether the axes stay with length 1.</param>
    /// <returns>The shape without the axes, the same type.</returns>
    /// <exception cref="ArgumentException">There is no such axis, or one is named twice.</exception>
    public static Tensor Ptp(this Tensor x, int[]? axes = null, bool keepDims = false) => Max(x, axes, keepDims) - Min(x, axes, keepDims);

    /// <summary>Differences of neighbours along an axis, n times: y[i] = x[i + 1] − x[i].</summary>
    /// <param name="x">Rank 1 or more, every numeric type.</param>
    /// <param name="n">How often, not negative.</param>
    /// <param name="axis">The axis, negative from the end.</param>
    /// <returns>The shape with the axis shorter by n, at least 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">n is negative, or there is no such axis.</exception>
    public static Tensor Diff(this Tensor x, int n = 1, int axis = -1)
    {
        if (x.IsSymbolic)
        {
            return Op.Compose("diff", x, own => Diff(own, n, axis), ("n", n), ("axis", axis));
        }

        ArgumentOutOfRangeException.ThrowIfNegative(n);
        int place = x.Shape.Axis(axis, "diff");
        Tensor y = x;
        for (int i = 0; i < n && y.Shape[place] > 0; i++)
        {
            int count = y.Shape[place] - 1;
            y = Part(y, place, 1, count) - Part(y, place, 0, count);
        }

        return y;
    }

    /// <summary>The integral along an axis by the trapezoidal rule.</summary>
    /// <param name="y">The values, float32 or float64.</param>
    /// <param name="x">Where they lie: the shape of y, or a vector for the axis; null for equal distances.</param>
    /// <param name="dx">The distance where <paramref name="x"/> is null.</param>
    /// <param name="axis">The axis, negative from the end.</param>
    /// <returns>The shape without the axis.</returns>
    /// <exception cref="ShapeException">The places do not fit.</exception>
    public static Tensor Trapezoid(Tensor y, Tensor? x = null, double dx = 1, int axis = -1)
    {
        Check.Floating(y, "trapezoid");
        int place = y.Shape.Axis(axis, "trapezoid");
        int count = Math.Max(0, y.Shape[place] - 1);
        Tensor heights = (Part(y, place, y.Shape[place] - count, count) + Part(y, place, 0, count)) / 2;
        if (x == null)
        {
            return Sum(heights * dx, place);
        }

        Tensor widths = Diff(x, 1, x.Rank == 1 ? 0 : place);
        int[] shape = [.. Enumerable.Repeat(1, y.Rank)];
        shape[place] = count;
        return Sum(heights * (x.Rank == 1 ? widths.Reshape(shape) : widths), place);
    }
}
