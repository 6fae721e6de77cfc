namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>The triangular factor L of symmetric matrices x = L·Lᵀ with positive eigenvalues.</summary>
    /// <param name="x">[…, n, n], float32 or float64; only the lower triangles are read.</param>
    /// <param name="upper">Whether to give Lᵀ.</param>
    /// <returns>The same shape and type; values that are not a number for other matrices.</returns>
    /// <exception cref="Diagnostics.ShapeException">The matrices are not square.</exception>
    /// <example><code>Tensor factor = Ops.Cholesky(covariance);</code></example>
    public static Tensor Cholesky(this Tensor x, bool upper = false)
    {
        if (x.IsSymbolic)
        {
            return Op.Compose("cholesky", x, own => Cholesky(own, upper), ("upper", upper));
        }

        Tensor lower = Op.Apply(new CholeskyOp(), x);
        return upper ? Matrices.Transposed(lower) : lower;
    }

    /// <summary>The inverse of matrices from their factors.</summary>
    /// <param name="x">[…, n, n], the factor that <see cref="Cholesky"/> gives.</param>
    /// <param name="upper">Whether it is the upper one.</param>
    /// <returns>(L·Lᵀ)⁻¹ in the same shape and type.</returns>
    /// <exception cref="Diagnostics.ShapeException">The matrices are not square.</exception>
    public static Tensor CholeskyInverse(this Tensor x, bool upper = false)
    {
        if (x.IsSymbolic)
        {
            return Op.Compose("cholesky_inverse", x, own => CholeskyInverse(own, upper), ("upper", upper));
        }

        Matrices.CheckSquare(x, "cholesky_inverse");
        Tensor inverse = SolveTriangular(x, Matrices.IdentityLike(x), lower: !upper);
        return Op.Apply(new MatMulOp(transposeA: !upper, transposeB: upper), inverse, inverse);
    }
}

/// <summary>
/// The lower factor. With Φ taking the lower triangle and half of the diagonal, s = L⁻ᵀ·Φ(Lᵀ·dL)·L⁻¹, and the gradient is the mean
/// of s and sᵀ (Murray 2016, Differentiation of the Cholesky decomposition).
/// </summary>
internal sealed class CholeskyOp : Op
{
    public override Kernels.GradientNeeds Needs => Kernels.GradientNeeds.Output;

    public override TensorSpec Infer(ReadOnlySpan<Tensor> inputs)
    {
        Matrices.CheckSquare(inputs[0], Name);
        return new TensorSpec(inputs[0].Shape, inputs[0].DType);
    }

    public override void Forward(ref ForwardContext context)
    {
        Tensor x = context.Inputs[0];
        context.Backend.Cholesky(x, context.Output, Matrices.Batch(x), x.Shape[^1]);
    }

    public override void Backward(GradContext context)
    {
        Tensor factor = context.Output;
        Tensor product = Apply(new MatMulOp(transposeA: true), factor, Ops.Tril(context.OutputGradient));
        Tensor middle = (Ops.Tril(product) + Ops.Tril(product, -1)) / 2;
        Tensor left = Apply(new SolveTriangularOp(lower: true, transpose: true), factor, middle);
        Tensor both = Matrices.Transposed(Apply(new SolveTriangularOp(lower: true, transpose: true), factor, Matrices.Transposed(left)));
        context.Give(0, (both + Matrices.Transposed(both)) / 2);
    }
}
