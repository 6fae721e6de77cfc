using Sharpkeras.Diagnostics;
using Sharpkeras.Kernels;

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

    private static Tensor Mean(Tensor x, AxisSet axes, bool keepDims) => Op.Apply(new MeanOp(axes, keepDims), x);
}

/// <summary>The sum over axes divided by the number of values. dx = dy / n, repeated along the axes.</summary>
internal sealed class MeanOp(AxisSet axes, bool keepDims) : FoldOp<SumReduction>(axes, keepDims)
{
    public override GradientNeeds Needs => GradientNeeds.Nothing;

    public override void Forward(ref ForwardContext context)
    {
        base.Forward(ref context);
        Tensor y = context.Output;
        context.Backend.Binary(default(DivideKernel), y, Ops.Constant(Axes.Count(context.Inputs[0].Shape), y), y);
    }

    public override void Backward(GradContext context)
    {
        Tensor dx = context.RentFor(0);
        Tensor dy = Kept(context, context.OutputGradient);
        context.Backend.Binary(default(DivideKernel), dy, Ops.Constant(Axes.Count(dx.Shape), dy), dx);
        context.Give(0, dx);
    }
}
