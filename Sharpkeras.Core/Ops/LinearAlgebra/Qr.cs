using Sharpkeras.Diagnostics;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>Matrices as products of orthogonal columns q and an upper triangular r, with LAPACK's signs.</summary>
    /// <param name="x">[…, m, n], float32 or float64.</param>
    /// <param name="mode">Whether q has as many columns as there are columns or rows, the fewer, or as many as there are rows.</param>
    /// <returns>q […, m, k] and r […, k, n]. There is no gradient for the complete form of matrices with more rows than columns.</returns>
    /// <exception cref="ShapeException">The rank is below 2.</exception>
    /// <example><code>(Tensor q, Tensor r) = Ops.Qr(x);</code></example>
    public static (Tensor Q, Tensor R) Qr(this Tensor x, QrMode mode = QrMode.Reduced)
    {
        Matrices.Check(x, "qr");
        int rows = x.Shape[^2];
        int columns = mode == QrMode.Complete ? rows : Math.Min(rows, x.Shape[^1]);

        // one output for both: q above the transposed r
        Tensor both = Op.Apply(new QrOp(columns), x);
        Tensor[] parts = Split(both, [rows], -2);
        return (parts[0], Matrices.Transposed(parts[1]));
    }
}

/// <summary>
/// q above rᵀ, […, m + n, columns]. For matrices with no more columns than rows and m = r·drᵀ − dqᵀ·q the gradient is
/// (dq + q·s)·r⁻ᵀ, where s is the lower triangle of m mirrored (Walter and Lehmann 2010). Further columns y = q·v add y·dvᵀ to dq.
/// </summary>
internal sealed class QrOp(int columns) : Op
{
    public override GradientNeeds Needs => GradientNeeds.Input | GradientNeeds.Output;

    public override TensorSpec Infer(ReadOnlySpan<Tensor> inputs)
    {
        Shape shape = inputs[0].Shape;
        return new TensorSpec([.. shape[..^2].ToArray(), checked(shape[^2] + shape[^1]), columns], inputs[0].DType);
    }

    public override void Forward(ref ForwardContext context)
    {
        using var scope = new TensorScope();
        Tensor x = context.Inputs[0];
        (int batch, int m, int n) = (Matrices.Batch(x), x.Shape[^2], x.Shape[^1]);
        Tensor q = context.Backend.Rent([batch, m, columns], x.DType);
        Tensor r = context.Backend.Rent([batch, columns, n], x.DType);
        context.Backend.Qr(x, q, r, batch, m, n, columns);
        context.Backend.Copy(Ops.Concatenate([q, Matrices.Transposed(r)], 1), context.Output);
    }

    public override void Backward(GradContext context)
    {
        Tensor x = context.Input(0);
        (int m, int n) = (x.Shape[^2], x.Shape[^1]);
        if (columns > Math.Min(m, n))
        {
            throw new GradientException($"{Name} — the complete form has no gradient for more rows than columns. Received shape {x.Shape}; use QrMode.Reduced.");
        }

        Tensor[] parts = Ops.Split(context.Output, [m], -2);
        Tensor[] gradients = Ops.Split(context.OutputGradient, [m], -2);
        if (n <= m)
        {
            context.Give(0, Gradient(parts[0], parts[1], gradients[0], gradients[1]));
            return;
        }

        Tensor[] factor = Ops.Split(parts[1], [m], -2);
        Tensor[] ofFactor = Ops.Split(gradients[1], [m], -2);
        Tensor rest = Ops.Split(x, [m], -1)[1];
        Tensor dq = gradients[0] + rest.MatMul(ofFactor[1]);
        Tensor left = Gradient(parts[0], factor[0], dq, ofFactor[0]);
        context.Give(0, Ops.Concatenate([left, Apply(new MatMulOp(transposeB: true), parts[0], ofFactor[1])], -1));
    }

    /// <summary>From q, rᵀ and their gradients.</summary>
    private static Tensor Gradient(Tensor q, Tensor lower, Tensor dq, Tensor dlower)
    {
        Tensor m = Apply(new MatMulOp(transposeA: true), lower, Ops.Tril(dlower)) - Apply(new MatMulOp(transposeA: true), dq, q);
        Tensor mirrored = Ops.Tril(m) + Matrices.Transposed(Ops.Tril(m, -1));
        Tensor inner = dq + q.MatMul(mirrored);

        // inner·r⁻ᵀ: r·zᵀ = innerᵀ, and r is the transposed lower triangle
        return Matrices.Transposed(Apply(new SolveTriangularOp(lower: true, transpose: true), lower, Matrices.Transposed(inner)));
    }
}
