using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>The smallest value along axes; not a number when there is one. The gradient is divided among equal values.</summary>
    /// <param name="x">Any shape, every numeric type.</param>
    /// <param name="axes">The axes, negative from the end; null for all.</param>
    /// <param name="keepDims">Whether the axes stay with length 1.</param>
    /// <param name="initial">A value that takes part; null for none.</param>
    /// <returns>The shape without the axes, the same type.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <example><code>Tensor smallest = Ops.Min(x);</code></example>
    public static Tensor Min(this Tensor x, int[]? axes = null, bool keepDims = false, double? initial = null)
    {
        Tensor y = Op.Apply(new MinOp(new AxisSet(x.Shape, axes, axes == null, "min"), keepDims), x);
        return initial is { } most ? Minimum(y, Constant(most, y)) : y;
    }

    /// <summary>The smallest value along one axis.</summary>
    /// <param name="x">Any shape, every numeric type.</param>
    /// <param name="axis">The axis, negative from the end.</param>
    /// <param name="keepDims">Whether the axis stays with length 1.</param>
    /// <returns>The shape without the axis, the same type.</returns>
    public static Tensor Min(this Tensor x, int axis, bool keepDims = false) =>
        Op.Apply(new MinOp(new AxisSet(x.Shape, [axis], false, "min"), keepDims), x);

    /// <summary>The smallest value along axes: <see cref="Min(Tensor, int[], bool, double?)"/> by NumPy's other name.</summary>
    /// <param name="x">Any shape, every numeric type.</param>
    /// <param name="axes">The axes, negative from the end; null for all.</param>
    /// <param name="keepDims">Whether the axes stay with length 1.</param>
    /// <returns>The shape without the axes, the same type.</returns>
    public static Tensor Amin(this Tensor x, int[]? axes = null, bool keepDims = false) => Min(x, axes, keepDims);
}

/// <summary>The smallest value.</summary>
internal sealed class MinOp(AxisSet axes, bool keepDims) : FoldOp<MinReduction>(axes, keepDims)
{
    public override void Backward(GradContext context) =>
        context.Give(0, ExtremeGradient.Of(context.Input(0), Kept(context, context.Output), Kept(context, context.OutputGradient), Axes));
}
