using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>Matrices as products u·diag(s)·vh with orthogonal columns of u and rows of vh; their signs are arbitrary.</summary>
    /// <param name="x">[…, m, n], float32 or float64.</param>
    /// <param name="fullMatrices">Whether u and vh are square; else they have min(m, n) columns and rows.</param>
    /// <returns>u, the singular values […, min(m, n)] in descending order, and vh. What fills a square matrix up has no gradient.</returns>
    /// <exception cref="Diagnostics.ShapeException">The rank is below 2.</exception>
    /// <example><code>(Tensor u, Tensor s, Tensor vh) = Ops.Svd(x, fullMatrices: false);</code></example>
    public static (Tensor U, Tensor S, Tensor Vh) Svd(this Tensor x, bool fullMatrices = true)
    {
        Matrices.Check(x, "svd");
        (int m, int n) = (x.Shape[^2], x.Shape[^1]);
        if (m < n)
        {
            var (left, values, right) = Svd(Matrices.Transposed(x), fullMatrices);
            return (Matrices.Transposed(right), values, Matrices.Transposed(left));
        }

        Tensor[] parts = Split(Op.Apply(new SvdOp(), x), [m, m + n], -2);
        Tensor u = fullMatrices && m > n ? Concatenate([parts[0], Complement(parts[0])], -1) : parts[0];
        return (u, Squeeze(parts[2], -2), Matrices.Transposed(parts[1]));
    }

    /// <summary>The singular values of matrices, in descending order.</summary>
    /// <param name="x">[…, m, n], float32 or float64.</param>
    /// <returns>[…, min(m, n)].</returns>
    /// <exception cref="Diagnostics.ShapeException">The rank is below 2.</exception>
    public static Tensor SingularValues(this Tensor x) => Svd(x, fullMatrices: false).S;

    /// <summary>The number of singular values above a bound.</summary>
    /// <param name="x">[…, m, n], float32 or float64.</param>
    /// <param name="tol">The bound; null for the largest one times max(m, n) times the type's rounding.</param>
    /// <returns>int32, the axes in front.</returns>
    /// <exception cref="Diagnostics.ShapeException">The rank is below 2.</exception>
    public static Tensor MatrixRank(this Tensor x, double? tol = null)
    {
        if (x.IsSymbolic)
        {
            return Op.Compose("matrix_rank", x, own => MatrixRank(own, tol), ("tol", tol));
        }

        Tensor s = SingularValues(x);
        Tensor bound = tol is { } given ? Constant(given, s) : Max(s, -1, keepDims: true) * (Math.Max(x.Shape[^2], x.Shape[^1]) * Matrices.Rounding(s));
        return Sum(Greater(s, bound).Cast(DType.Int32), -1);
    }

    /// <summary>The inverses of Moore and Penrose.</summary>
    /// <param name="x">[…, m, n], float32 or float64.</param>
    /// <param name="rcond">Singular values below this part of the largest one count as 0; null for 10·max(m, n) times the type's rounding.</param>
    /// <returns>[…, n, m].</returns>
    /// <exception cref="Diagnostics.ShapeException">The rank is below 2.</exception>
    public static Tensor Pinv(this Tensor x, double? rcond = null)
    {
        if (x.IsSymbolic)
        {
            return Op.Compose("pinv", x, own => Pinv(own, rcond), ("rcond", rcond));
        }

        var (u, s, vh) = Svd(x, fullMatrices: false);
        Tensor inverses = Reciprocals(s, rcond ?? (10.0 * Math.Max(x.Shape[^2], x.Shape[^1]) * Matrices.Rounding(s)));
        return Op.Apply(new MatMulOp(transposeA: true, transposeB: true), vh * ExpandDims(inverses, -1), u);
    }

    /// <summary>The shortest x for which a·x is nearest to b.</summary>
    /// <param name="a">[m, n], float32 or float64.</param>
    /// <param name="b">[m, k] or [m], the same type.</param>
    /// <param name="rcond">Singular values below this part of the largest one count as 0; null for max(m, n) times the type's rounding.</param>
    /// <returns>[n, k] or [n].</returns>
    /// <exception cref="Diagnostics.ShapeException">The shapes do not fit.</exception>
    /// <example><code>Tensor line = Ops.Lstsq(Ops.Vander(x, 2), y);</code></example>
    public static Tensor Lstsq(Tensor a, Tensor b, double? rcond = null)
    {
        Diagnostics.Check.Rank(a, 2, "lstsq", "a matrix");
        Tensor columns = b.Rank == 1 ? ExpandDims(b, 1) : b;
        var (u, s, vh) = Svd(a, fullMatrices: false);
        Tensor inverses = Reciprocals(s, rcond ?? (Math.Max(a.Shape[0], a.Shape[1]) * Matrices.Rounding(s)));
        Tensor along = Op.Apply(new MatMulOp(transposeA: true), u, columns);
        Tensor x = Op.Apply(new MatMulOp(transposeA: true), vh, ExpandDims(inverses, 1) * along);
        return b.Rank == 1 ? Squeeze(x, 1) : x;
    }

    /// <summary>1 / s, or 0 where s is below a part of the largest.</summary>
    private static Tensor Reciprocals(Tensor s, double part)
    {
        Tensor counts = Greater(s, StopGradient(Max(s, -1, keepDims: true)) * part);
        return Where(counts, Reciprocal(Where(counts, s, Constant(1, s))), Constant(0, s));
    }

    /// <summary>Orthogonal columns that fill u up to a square.</summary>
    private static Tensor Complement(Tensor u) => Split(Qr(StopGradient(u), QrMode.Complete).Q, [u.Shape[^1]], -1)[1];
}

/// <summary>
/// u above v above the values as a row, […, m + n + 1, n] for m at least n. The gradient is U·((F ⊙ (UᵀdU − dUᵀU))·S + S·(F ⊙ (VᵀdV − dVᵀV))
/// + diag(ds))·Vᵀ + (dU − U·UᵀdU)·S⁻¹·Vᵀ with Fᵢⱼ = 1 / (sⱼ² − sᵢ²) (Townsend 2016, Differentiating the singular value decomposition).
/// </summary>
internal sealed class SvdOp : Op
{
    public override GradientNeeds Needs => GradientNeeds.Output;

    public override TensorSpec Infer(ReadOnlySpan<Tensor> inputs)
    {
        Shape shape = inputs[0].Shape;
        return new TensorSpec(shape.With(shape.Rank - 2, checked(shape[^2] + shape[^1] + 1)), inputs[0].DType);
    }

    public override void Forward(ref ForwardContext context)
    {
        using var scope = new TensorScope();
        Tensor x = context.Inputs[0];
        (int batch, int m, int n) = (Matrices.Batch(x), x.Shape[^2], x.Shape[^1]);
        Tensor u = context.Backend.Rent([batch, m, n], x.DType);
        Tensor s = context.Backend.Rent([batch, 1, n], x.DType);
        Tensor v = context.Backend.Rent([batch, n, n], x.DType);
        context.Backend.Svd(x, u, s, v, batch, m, n);
        context.Backend.Copy(Ops.Concatenate([u, v, s], 1), context.Output);
    }

    public override void Backward(GradContext context)
    {
        Shape shape = context.InputSpec(0).Shape;
        int[] cuts = [shape[^2], shape[^2] + shape[^1]];
        Tensor[] parts = Ops.Split(context.Output, cuts, -2);
        Tensor[] gradients = Ops.Split(context.OutputGradient, cuts, -2);
        (Tensor u, Tensor v, Tensor s) = (parts[0], parts[1], parts[2]);
        Tensor squares = Ops.Square(s);
        Tensor along = Apply(new MatMulOp(transposeA: true), u, gradients[0]);
        Tensor alongV = Apply(new MatMulOp(transposeA: true), v, gradients[1]);
        Tensor ofU = Matrices.OverDifferences(squares, along - Matrices.Transposed(along)) * s;
        Tensor ofV = Matrices.Transposed(s) * Matrices.OverDifferences(squares, alongV - Matrices.Transposed(alongV));
        Tensor middle = ofU + ofV + (Matrices.IdentityLike(v) * gradients[2]);
        Tensor outside = gradients[0] - u.MatMul(along);
        Tensor left = u.MatMul(middle) + Ops.Where(Ops.Equal(s, Ops.Constant(0, s)), Ops.Constant(0, s), outside / s);
        context.Give(0, Apply(new MatMulOp(transposeB: true), left, v));
    }
}
