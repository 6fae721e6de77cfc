using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>The eigenvalues of symmetric matrices in ascending order, and their vectors as columns; the vectors' signs are arbitrary.</summary>
    /// <param name="x">[…, n, n], float32 or float64; only the lower triangles are read.</param>
    /// <returns>[…, n] and […, n, n]. The vectors of equal values have no gradient; it counts as 0.</returns>
    /// <exception cref="Diagnostics.ShapeException">The matrices are not square.</exception>
    /// <example><code>(Tensor values, Tensor vectors) = Ops.Eigh(covariance);</code></example>
    public static (Tensor Values, Tensor Vectors) Eigh(this Tensor x)
    {
        Tensor both = Op.Apply(new EighOp(), x);
        Tensor[] parts = Split(both, [1], -2);
        return (Squeeze(parts[0], -2), parts[1]);
    }
}

/// <summary>The values as a row above the vectors, […, n + 1, n]. The gradient is V·(diag(dw) + F ⊙ VᵀdV)·Vᵀ with Fᵢⱼ = 1 / (wⱼ − wᵢ), made symmetric.</summary>
internal sealed class EighOp : Op
{
    public override GradientNeeds Needs => GradientNeeds.Output;

    public override TensorSpec Infer(ReadOnlySpan<Tensor> inputs)
    {
        Matrices.CheckSquare(inputs[0], Name);
        Shape shape = inputs[0].Shape;
        return new TensorSpec(shape.With(shape.Rank - 2, shape[^1] + 1), inputs[0].DType);
    }

    public override void Forward(ref ForwardContext context)
    {
        using var scope = new TensorScope();
        Tensor x = context.Inputs[0];
        (int batch, int n) = (Matrices.Batch(x), x.Shape[^1]);
        Tensor values = context.Backend.Rent([batch, 1, n], x.DType);
        Tensor vectors = context.Backend.Rent([batch, n, n], x.DType);
        context.Backend.Eigh(x, values, vectors, batch, n);
        context.Backend.Copy(Ops.Concatenate([values, vectors], 1), context.Output);
    }

    public override void Backward(GradContext context)
    {
        Tensor[] parts = Ops.Split(context.Output, [1], -2);
        Tensor[] gradients = Ops.Split(context.OutputGradient, [1], -2);
        Tensor vectors = parts[1];
        Tensor inner = Matrices.OverDifferences(parts[0], Apply(new MatMulOp(transposeA: true), vectors, gradients[1]));
        Tensor middle = inner + (Matrices.IdentityLike(vectors) * gradients[0]);
        Tensor full = Apply(new MatMulOp(transposeB: true), vectors.MatMul(middle), vectors);
        context.Give(0, (full + Matrices.Transposed(full)) / 2);
    }
}
