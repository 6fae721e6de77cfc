using Sharpkeras.Diagnostics;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>The sum along axes of the values that are numbers; 0 where there are none.</summary>
    /// <param name="x">Any shape and type; only floating types have values that are no numbers.</param>
    /// <param name="axes">The axes, negative from the end; null for all.</param>
    /// <param name="keepDims">Whether the axes stay with length 1.</param>
    /// <returns>The shape without the axes.</returns>
    /// <example><code>Tensor total = Ops.NanSum(x);</code></example>
    public static Tensor NanSum(this Tensor x, int[]? axes = null, bool keepDims = false) => Sum(WithoutNan(x, 0), axes, keepDims);

    /// <summary>The product along axes of the values that are numbers; 1 where there are none.</summary>
    /// <param name="x">Any shape and type; only floating types have values that are no numbers.</param>
    /// <param name="axes">The axes, negative from the end; null for all.</param>
    /// <param name="keepDims">Whether the axes stay with length 1.</param>
    /// <returns>The shape without the axes.</returns>
    public static Tensor NanProd(this Tensor x, int[]? axes = null, bool keepDims = false) => Prod(WithoutNan(x, 1), axes, keepDims);

    /// <summary>The largest value along axes that is a number; NaN where there is none.</summary>
    /// <param name="x">Any shape and type; only floating types have values that are no numbers.</param>
    /// <param name="axes">The axes, negative from the end; null for all.</param>
    /// <param name="keepDims">Whether the axes stay with length 1.</param>
    /// <returns>The shape without the axes.</returns>
    public static Tensor NanMax(this Tensor x, int[]? axes = null, bool keepDims = false) => x.DType.IsFloating()
        ? OrNan(x, Max(WithoutNan(x, double.NegativeInfinity), axes, keepDims), axes, keepDims)
        : Max(x, axes, keepDims);

    /// <summary>The smallest value along axes that is a number; NaN where there is none.</summary>
    /// <param name="x">Any shape and type; only floating types have values that are no numbers.</param>
    /// <param name="axes">The axes, negative from the end; null for all.</param>
    /// <param name="keepDims">Whether the axes stay with length 1.</param>
    /// <returns>The shape without the axes.</returns>
    public static Tensor NanMin(this Tensor x, int[]? axes = null, bool keepDims = false) => x.DType.IsFloating()
        ? OrNan(x, Min(WithoutNan(x, double.PositiveInfinity), axes, keepDims), axes, keepDims)
        : Min(x, axes, keepDims);

    /// <summary>The mean along axes of the values that are numbers; NaN where there are none.</summary>
    /// <param name="x">Any shape, float32 or float64.</param>
    /// <param name="axes">The axes, negative from the end; null for all.</param>
    /// <param name="keepDims">Whether the axes stay with length 1.</param>
    /// <returns>The shape without the axes.</returns>
    /// <example><code>Tensor mean = Ops.NanMean(x, [0]);</code></example>
    public static Tensor NanMean(this Tensor x, int[]? axes = null, bool keepDims = false)
    {
        Check.Floating(x, "nanmean");
        return NanSum(x, axes, keepDims) / CountOfNumbers(x, axes, keepDims);
    }

    /// <summary>The variance along axes of the values that are numbers, divided by how many they are; NaN where there are none.</summary>
    /// <param name="x">Any shape, float32 or float64.</param>
    /// <param name="axes">The axes, negative from the end; null for all.</param>
    /// <param name="keepDims">Whether the axes stay with length 1.</param>
    /// <returns>The shape without the axes.</returns>
    public static Tensor NanVar(this Tensor x, int[]? axes = null, bool keepDims = false)
    {
        Check.Floating(x, "nanvar");
        Tensor centred = Where(Isnan(x), Constant(0, x), x - NanMean(x, axes, keepDims: true));
        return Sum(Square(centred), axes, keepDims) / CountOfNumbers(x, axes, keepDims);
    }

    /// <summary>The standard deviation along axes of the values that are numbers: the root of <see cref="NanVar"/>.</summary>
    /// <param name="x">Any shape, float32 or float64.</param>
    /// <param name="axes">The axes, negative from the end; null for all.</param>
    /// <param name="keepDims">Whether the axes stay with length 1.</param>
    /// <returns>The shape without the axes.</returns>
    public static Tensor NanStd(this Tensor x, int[]? axes = null, bool keepDims = false) => Sqrt(NanVar(x, axes, keepDims));

    private static Tensor WithoutNan(Tensor x, double value) => x.DType.IsFloating() ? Where(Isnan(x), Constant(value, x), x) : x;

    private static Tensor OrNan(Tensor x, Tensor result, int[]? axes, bool keepDims) =>
        Where(All(Isnan(x), axes, keepDims), Constant(double.NaN, result), result);

    private static Tensor CountOfNumbers(Tensor x, int[]? axes, bool keepDims) => Sum(LogicalNot(Isnan(x)).Cast(x.DType), axes, keepDims);
}
