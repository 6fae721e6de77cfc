using Sharpkeras.Diagnostics;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>
    /// The product of matrices in the last two axes; axes before them broadcast. A vector counts as a row on the left and as a column
    /// on the right, and that axis goes from the result.
    /// </summary>
    /// <param name="a">[…, m, k] or [k], float32 or float64.</param>
    /// <param name="b">[…, k, n] or [k], the same type.</param>
    /// <returns>[…, m, n].</returns>
    /// <exception cref="ShapeException">The inner lengths differ, or the axes before do not broadcast.</exception>
    /// <example><code>Tensor product = Ops.MatMul(a, b);</code></example>
    public static Tensor MatMul(this Tensor a, Tensor b)
    {
        if (a.Rank == 0 || b.Rank == 0)
        {
            throw new ShapeException($"matmul — scalars have no product of matrices. Received shapes {a.Shape} and {b.Shape}; use Ops.Multiply.");
        }

        Tensor left = a.Rank == 1 ? ExpandDims(a, 0) : a;
        Tensor right = b.Rank == 1 ? ExpandDims(b, 1) : b;
        Tensor product = Op.Apply(MatMulOp.Shared, left, right);
        product = b.Rank == 1 ? Squeeze(product, -1) : product;
        return a.Rank == 1 ? Squeeze(product, b.Rank == 1 ? -1 : -2) : product;
    }
}

/// <summary>
/// A product of matrices op(a)·op(b), batches broadcast. Transposes are flags of the backend's product: op(a) is aᵀ where
/// <paramref name="transposeA"/> says so.
/// </summary>
internal sealed class MatMulOp(bool transposeA = false, bool transposeB = false) : Op
{
    public static readonly MatMulOp Shared = new();

    public override string Name => "matmul";

    internal override IReadOnlyList<(string Name, object? Value)>? Arguments => transposeA || transposeB ? null : [];

    public override Kernels.GradientNeeds Needs => Kernels.GradientNeeds.Input;

    public override TensorSpec Infer(ReadOnlySpan<Tensor> inputs)
    {
        Tensor a = inputs[0];
        Tensor b = inputs[1];
        Check.Floating(a, Name);
        Check.SameDType(a, b, Name);
        if (a.Shape[transposeA ? ^2 : ^1] != b.Shape[transposeB ? ^1 : ^2])
        {
            throw new ShapeException(
                $"{Name} — the last axis of a and the last but one of b must have the same length. Received {a.Shape} and {b.Shape}.");
        }

        Shape batch = Check.Broadcast(a.Shape[..^2], b.Shape[..^2], Name);
        return new TensorSpec([.. batch.ToArray(), a.Shape[transposeA ? ^1 : ^2], b.Shape[transposeB ? ^2 : ^1]], a.DType);
    }

    public override void Forward(ref ForwardContext context) =>
        Multiply(context.Inputs[0], context.Inputs[1], context.Output, transposeA, transposeB);

    public override void Backward(GradContext context)
    {
        Tensor a = context.Input(0);
        Tensor b = context.Input(1);
        Tensor dy = context.OutputGradient;
        if (context.Wants(0))
        {
            // dy·op(b)ᵀ, which is transposed where a was
            context.Give(0, transposeA ? Gradient(context, b, dy, a.Shape, transposeB, true) : Gradient(context, dy, b, a.Shape, false, !transposeB));
        }

        if (context.Wants(1))
        {
            // op(a)ᵀ·dy, which is transposed where b was
            context.Give(1, transposeB ? Gradient(context, dy, a, b.Shape, true, transposeA) : Gradient(context, a, dy, b.Shape, !transposeA, false));
        }
    }

    /// <summary>A product in the shape of an input, summed over batches that were repeated.</summary>
    private static Tensor Gradient(GradContext context, Tensor left, Tensor right, Shape shape, bool transposeLeft, bool transposeRight)
    {
        Shape batch = context.OutputGradient.Shape[..^2];
        Tensor full = context.Rent([.. batch.ToArray(), shape[^2], shape[^1]], left.DType);
        Multiply(left, right, full, transposeLeft, transposeRight);
        return BroadcastGradient.SumTo(context.Backend, full, shape);
    }

    /// <summary>y = op(a)·op(b): batches that are equal, or single, go to the backend; others are repeated first.</summary>
    private static void Multiply(Tensor a, Tensor b, Tensor y, bool transposeA, bool transposeB)
    {
        Shape batch = y.Shape[..^2];
        int count = checked((int)batch.Length);
        int k = transposeA ? a.Shape[^2] : a.Shape[^1];
        Devices.Backend.Of(y).MatMul(Fit(a, batch), Fit(b, batch), y, count, y.Shape[^2], y.Shape[^1], k, transposeA, transposeB);
    }

    private static Tensor Fit(Tensor x, Shape batch)
    {
        Shape own = x.Shape[..^2];
        return own == batch || own.Length == 1 ? x : Ops.BroadcastTo(x, [.. batch.ToArray(), x.Shape[^2], x.Shape[^1]]);
    }
}
