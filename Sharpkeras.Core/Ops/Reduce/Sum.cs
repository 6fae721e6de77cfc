using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>The sum along axes.</summary>
    /// <param name="x">Any shape, every numeric type; integers wrap around.</param>
    /// <param name="axes">The axes, negative from the end; null for all.</param>
    /// <param name="keepDims">Whether the axes stay with length 1.</param>
    /// <returns>The shape without the axes, the same type.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <example><code>Tensor rows = Ops.Sum(matrix, [1]);</code></example>
    public static Tensor Sum(this Tensor x, int[]? axes = null, bool keepDims = false) =>
        Op.Apply(new SumOp(new AxisSet(x.Shape, axes, axes == null, "sum"), keepDims), x);

    /// <summary>The sum along one axis.</summary>
    /// <param name="x">Any shape, every numeric type.</param>
    /// <param name="axis">The axis, negative from the end.</param>
    /// <param name="keepDims">Whether the axis stays with length 1.</param>
    /// <returns>The shape without the axis, the same type.</returns>
    public static Tensor Sum(this Tensor x, int axis, bool keepDims = false) =>
        Op.Apply(new SumOp(new AxisSet(x.Shape, [axis], false, "sum"), keepDims), x);
}

/// <summary>The sum; its gradient is repeated along the axes.</summary>
internal sealed class SumOp(AxisSet axes, bool keepDims) : FoldOp<SumReduction>(axes, keepDims)
{
    public override GradientNeeds Needs => GradientNeeds.Nothing;

    public override void Backward(GradContext context)
    {
        Tensor dx = context.RentFor(0);
        Tensor dy = Kept(context, context.OutputGradient);
        context.Backend.NumberBinary(default(AddKernel), dy, Ops.Constant(0, dy), dx);
        context.Give(0, dx);
    }
}
