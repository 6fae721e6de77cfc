using Sharpkeras.Diagnostics;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>The determinants of matrices.</summary>
    /// <param name="x">[…, n, n], float32 or float64.</param>
    /// <returns>The axes in front. The gradient det · x⁻ᵀ is not finite for singular matrices.</returns>
    /// <exception cref="ShapeException">The matrices are not square.</exception>
    /// <example><code>Tensor volume = Ops.Det(x);</code></example>
    public static Tensor Det(this Tensor x)
    {
        if (x.IsSymbolic)
        {
            return Op.Compose("det", x, own => Det(own));
        }

        return Op.Apply(new DetOp(), x);
    }

    /// <summary>The signs of determinants, and the natural logarithms of their absolute values, without overflow.</summary>
    /// <param name="x">[…, n, n], float32 or float64.</param>
    /// <returns>Both the axes in front; the sign is 0 and the logarithm −∞ for singular matrices.</returns>
    /// <exception cref="ShapeException">The matrices are not square.</exception>
    public static (Tensor Sign, Tensor LogAbsDet) Slogdet(this Tensor x) => (Op.Apply(new DetSignOp(), x), Op.Apply(new LogAbsDetOp(), x));

    /// <summary>The natural logarithms of the determinants of symmetric matrices with positive eigenvalues.</summary>
    /// <param name="x">[…, n, n], float32 or float64; only the lower triangles are read.</param>
    /// <returns>The axes in front; not a number for other matrices.</returns>
    /// <exception cref="ShapeException">The matrices are not square.</exception>
    public static Tensor Logdet(this Tensor x)
    {
        if (x.IsSymbolic)
        {
            return Op.Compose("logdet", x, own => Logdet(own));
        }

        return 2 * Sum(Log(Diagonal(Cholesky(x), 0, -2, -1)), -1);
    }
}

/// <summary>What determinants share: the shape rule, and the diagonal of U with the sign of the row exchanges.</summary>
internal abstract class DeterminantOp : Op
{
    public override TensorSpec Infer(ReadOnlySpan<Tensor> inputs)
    {
        Matrices.CheckSquare(inputs[0], Name);
        return new TensorSpec(inputs[0].Shape[..^2], inputs[0].DType);
    }

    public override void Forward(ref ForwardContext context)
    {
        using var scope = new TensorScope();
        Tensor x = context.Inputs[0];
        (int batch, int n) = (Matrices.Batch(x), x.Shape[^1]);
        Tensor lu = context.Backend.Rent([batch, n, n], x.DType);
        Tensor rows = context.Backend.Rent([batch, n], DType.Int32);
        Tensor signs = context.Backend.Rent([batch], x.DType);
        context.Backend.LuFactor(x, lu, rows, signs, batch, n);
        context.Backend.Copy(Combine(signs, Ops.Diagonal(lu, 0, 1, 2)), context.Output);
    }

    /// <summary>The result [batch] from the signs [batch] and the pivots [batch, n].</summary>
    protected abstract Tensor Combine(Tensor signs, Tensor pivots);

    /// <summary>x⁻ᵀ with a factor for each matrix.</summary>
    protected static Tensor Gradient(Tensor x, Tensor factors) =>
        Ops.ExpandDims(Ops.ExpandDims(factors, -1), -1) * Apply(new SolveOp(), Matrices.Transposed(x), Matrices.IdentityLike(x));
}

/// <summary>The determinant.</summary>
internal sealed class DetOp : DeterminantOp
{
    public override void Backward(GradContext context) =>
        context.Give(0, Gradient(context.Input(0), context.OutputGradient * context.Output));

    protected override Tensor Combine(Tensor signs, Tensor pivots) => signs * Ops.Prod(pivots, -1);
}

/// <summary>The sign of the determinant: it does not change, so its gradient is 0.</summary>
internal sealed class DetSignOp : DeterminantOp
{
    public override string Name => "slogdet";

    protected override Tensor Combine(Tensor signs, Tensor pivots) => signs * Ops.Prod(Ops.Sign(pivots), -1);

    public override void Backward(GradContext context)
    {
        Tensor dx = context.RentFor(0);
        context.Backend.Fill(dx, 0);
        context.Give(0, dx);
    }
}

/// <summary>ln |det|, whose gradient is x⁻ᵀ.</summary>
internal sealed class LogAbsDetOp : DeterminantOp
{
    public override string Name => "slogdet";

    public override GradientNeeds Needs => GradientNeeds.Input;

    public override void Backward(GradContext context) => context.Give(0, Gradient(context.Input(0), context.OutputGradient));

    protected override Tensor Combine(Tensor signs, Tensor pivots) => Ops.Sum(Ops.Log(Ops.Abs(pivots)), -1);
}
