namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>Whether all values along axes are true, or not 0.</summary>
    /// <param name="x">Any shape and type.</param>
    /// <param name="axes">The axes, negative from the end; null for all.</param>
    /// <param name="keepDims">Whether the axes stay with length 1.</param>
    /// <returns>Boolean, the shape without the axes; true over nothing.</returns>
    /// <exception cref="ArgumentException">There is no such axis, or one is named twice.</exception>
    /// <example><code>bool positive = Ops.All(x > 0).Item&lt;bool&gt;();</code></example>
    public static Tensor All(this Tensor x, int[]? axes = null, bool keepDims = false) =>
        Min(x.Cast(DType.Bool).Cast(DType.UInt8), axes, keepDims).Cast(DType.Bool);

    /// <summary>Whether all values along one axis are true, or not 0.</summary>
    /// <param name="x">Any shape and type.</param>
    /// <param name="axis">The axis, negative from the end.</param>
    /// <param name="keepDims">Whether the axis stays with length 1.</param>
    /// <returns>Boolean, the shape without the axis.</returns>
    public static Tensor All(this Tensor x, int axis, bool keepDims = false) => All(x, [axis], keepDims);

    /// <summary>Whether some value along axes is true, or not 0.</summary>
    /// <param name="x">Any shape and type.</param>
    /// <param name="axes">The axes, negative from the end; null for all.</param>
    /// <param name="keepDims">Whether the axes stay with length 1.</param>
    /// <returns>Boolean, the shape without the axes; false over nothing.</returns>
    /// <exception cref="ArgumentException">There is no such axis, or one is named twice.</exception>
    /// <example><code>bool broken = Ops.Any(Ops.NotEqual(x, x)).Item&lt;bool&gt;();</code></example>
    public static Tensor Any(this Tensor x, int[]? axes = null, bool keepDims = false) =>
        Max(x.Cast(DType.Bool).Cast(DType.UInt8), axes, keepDims).Cast(DType.Bool);

    /// <summary>Whether some value along one axis is true, or not 0.</summary>
    /// <param name="x">Any shape and type.</param>
    /// <param name="axis">The axis, negative from the end.</param>
    /// <param name="keepDims">Whether the axis stays with length 1.</param>
    /// <returns>Boolean, the shape without the axis.</returns>
    public static Tensor Any(this Tensor x, int axis, bool keepDims = false) => Any(x, [axis], keepDims);

    /// <summary>How many values along axes are true, or not 0.</summary>
    /// <param name="x">Any shape and type.</param>
    /// <param name="axes">The axes, negative from the end; null for all.</param>
    /// <returns>int32, the shape without the axes.</returns>
    /// <exception cref="ArgumentException">There is no such axis, or one is named twice.</exception>
    public static Tensor CountNonzero(this Tensor x, int[]? axes = null) => Sum(x.Cast(DType.Bool).Cast(DType.Int32), axes);
}
