using Sharpkeras.Diagnostics;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>The mean along axes.</summary>
    /// <param name="x">Any shape, float32 or float64.</param>
    /// <param name="axes">The axes, negative from the end; null for all.</param>
    /// <param name="keepDims">Whether the axes stay with length 1.</param>
    /// <returns>The shape without the axes, the same type.</returns>
    /// <exception cref="DTypeException">The type is not floating.</exception>
    /// <example><code>Tensor mean = Ops.Mean(x);</code></example>
    public static Tensor Mean(this Tensor x, int[]? axes = null, bool keepDims = false)
    {
        Check.Floating(x, "mean");
        return Mean(x, new AxisSet(x.Shape, axes, axes == null, "mean"), keepDims);
    }

    /// <summary>The mean along one axis.</summary>
    /// <param name="x">Any shape, float32 or float64.</param>
    /// <param name="axis">The axis, negative from the end.</param>
    /// <param name="keepDims">Whether the axis stays with length 1.</param>
    /// <returns>The shape without the axis, the same type.</returns>
    public static Tensor Mean(this Tensor x, int axis, bool keepDims = false)
    {
        Check.Floating(x, "mean");
        return Mean(x, new AxisSet(x.Shape, [axis], false, "mean"), keepDims);
    }

    private static Tensor Mean(Tensor x, AxisSet axes, bool keepDims)
    {
        Tensor sum = Op.Apply(new SumOp(axes, keepDims), x);
        return Divide(sum, Constant(axes.Count(x.Shape), sum));
    }
}
