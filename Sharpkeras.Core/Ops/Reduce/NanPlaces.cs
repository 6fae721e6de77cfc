namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>The index of the first largest value along an axis that is a number; −1 where there is none.</summary>
    /// <param name="x">Any shape and type, not empty along the axis.</param>
    /// <param name="axis">The axis, negative from the end; null looks at all values in row-major order.</param>
    /// <param name="keepDims">Whether the axis stays with length 1.</param>
    /// <returns>int32, the shape without the axis.</returns>
    /// <example><code>Tensor places = Ops.NanArgMax(x, axis: 1);</code></example>
    public static Tensor NanArgMax(this Tensor x, int? axis = null, bool keepDims = false) =>
        OrNoPlace(x, ArgMax(WithoutNan(x, double.NegativeInfinity), axis, keepDims), axis, keepDims);

    /// <summary>The index of the first smallest value along an axis that is a number; −1 where there is none.</summary>
    /// <param name="x">Any shape and type, not empty along the axis.</param>
    /// <param name="axis">The axis, negative from the end; null looks at all values in row-major order.</param>
    /// <param name="keepDims">Whether the axis stays with length 1.</param>
    /// <returns>int32, the shape without the axis.</returns>
    public static Tensor NanArgMin(this Tensor x, int? axis = null, bool keepDims = false) =>
        OrNoPlace(x, ArgMin(WithoutNan(x, double.PositiveInfinity), axis, keepDims), axis, keepDims);

    /// <summary>Running sums along an axis, in which NaN counts as 0 and infinities as the largest finite numbers.</summary>
    /// <param name="x">Any shape; Boolean counts as int32.</param>
    /// <param name="axis">The axis, negative from the end; null sums the values of the flattened tensor.</param>
    /// <param name="dtype">The type of the sums; null for that of x.</param>
    /// <returns>The same shape, or a vector.</returns>
    public static Tensor NanCumsum(this Tensor x, int? axis = null, DType? dtype = null) => Cumsum(NanToNum(x), axis, dtype);

    /// <summary>Running products along an axis, in which NaN counts as 1 and infinities as the largest finite numbers.</summary>
    /// <param name="x">Any shape; Boolean counts as int32.</param>
    /// <param name="axis">The axis, negative from the end; null multiplies the values of the flattened tensor.</param>
    /// <param name="dtype">The type of the products; null for that of x.</param>
    /// <returns>The same shape, or a vector.</returns>
    public static Tensor NanCumprod(this Tensor x, int? axis = null, DType? dtype = null) => Cumprod(NanToNum(x, nan: 1), axis, dtype);

    private static Tensor OrNoPlace(Tensor x, Tensor place, int? axis, bool keepDims)
    {
        int[]? axes = axis is { } given ? [given] : null;
        return x.DType.IsFloating() ? Where(All(Isnan(x), axes, keepDims), Constant(-1, place), place) : place;
    }
}
