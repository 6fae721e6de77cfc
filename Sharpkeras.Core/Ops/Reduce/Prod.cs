using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>The product along axes.</summary>
    /// <param name="x">Any shape, every numeric type; integers wrap around.</param>
    /// <param name="axes">The axes, negative from the end; null for all.</param>
    /// <param name="keepDims">Whether the axes stay with length 1.</param>
    /// <returns>The shape without the axes, the same type.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <example><code>Tensor product = Ops.Prod(x);</code></example>
    public static Tensor Prod(this Tensor x, int[]? axes = null, bool keepDims = false) =>
        Op.Apply(new ProdOp(new AxisSet(x.Shape, axes, axes == null, "prod"), keepDims), x);

    /// <summary>The product along one axis.</summary>
    /// <param name="x">Any shape, every numeric type.</param>
    /// <param name="axis">The axis, negative from the end.</param>
    /// <param name="keepDims">Whether the axis stays with length 1.</param>
    /// <returns>The shape without the axis, the same type.</returns>
    public static Tensor Prod(this Tensor x, int axis, bool keepDims = false) =>
        Op.Apply(new ProdOp(new AxisSet(x.Shape, [axis], false, "prod"), keepDims), x);
}

/// <summary>
/// The product. The gradient of a factor is the product of the others, also where factors are 0: with one zero only that factor
/// has a gradient, with several none has.
/// </summary>
internal sealed class ProdOp(AxisSet axes, bool keepDims) : FoldOp<ProductReduction>(axes, keepDims)
{
    public override GradientNeeds Needs => GradientNeeds.Input;

    public override void Backward(GradContext context)
    {
        Tensor x = context.Input(0);
        Tensor dy = Kept(context, context.OutputGradient);
        int[] marked = [.. Enumerable.Range(0, x.Rank).Where(Axes.Contains)];
        Tensor isZero = Ops.Equal(x, Ops.Constant(0, x));
        Tensor factors = Ops.Where(isZero, Ops.Constant(1, x), x);
        Tensor product = Ops.Prod(factors, marked, keepDims: true);
        Tensor zeros = Ops.Sum(isZero.Cast(x.DType), marked, keepDims: true);
        Tensor none = Ops.Where(zeros > 0, Ops.Constant(0, x), product);
        Tensor one = Ops.Where(Ops.Equal(zeros, Ops.Constant(1, x)), product, Ops.Constant(0, x));
        context.Give(0, dy * Ops.Where(isZero, one, none / factors));
    }
}
