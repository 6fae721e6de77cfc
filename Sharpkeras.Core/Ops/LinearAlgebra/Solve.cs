using Sharpkeras.Diagnostics;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>The solution x of a·x = b.</summary>
    /// <param name="a">[…, n, n], float32 or float64. A singular matrix gives values that are not finite.</param>
    /// <param name="b">[…, n, m] or […, n], with the same axes in front and the same type.</param>
    /// <returns>The shape of b.</returns>
    /// <exception cref="ShapeException">The matrices are not square, or the shapes do not fit.</exception>
    /// <example><code>Tensor x = Ops.Solve(a, b);</code></example>
    public static Tensor Solve(Tensor a, Tensor b)
    {
        if (a.IsSymbolic || b.IsSymbolic)
        {
            return Op.Compose("solve", [a, b], all => Solve(all[0], all[1]));
        }

        return b.Rank == a.Rank - 1
        ? Squeeze(Op.Apply(new SolveOp(), a, ExpandDims(b, -1)), -1)
        : Op.Apply(new SolveOp(), a, b);
    }

    /// <summary>The inverse of matrices.</summary>
    /// <param name="x">[…, n, n], float32 or float64. A singular matrix gives values that are not finite.</param>
    /// <returns>The same shape and type.</returns>
    /// <exception cref="ShapeException">The matrices are not square.</exception>
    public static Tensor Inv(this Tensor x)
    {
        if (x.IsSymbolic)
        {
            return Op.Compose("inv", x, own => Inv(own));
        }

        Matrices.CheckSquare(x, "inv");
        return Op.Apply(new SolveOp(), x, Matrices.IdentityLike(x));
    }

    /// <summary>The solution x of a·x = b for triangular a.</summary>
    /// <param name="a">[…, n, n], float32 or float64; the other triangle is not read.</param>
    /// <param name="b">[…, n, m] or […, n], with the same axes in front and the same type.</param>
    /// <param name="lower">Whether a is lower triangular.</param>
    /// <returns>The shape of b.</returns>
    /// <exception cref="ShapeException">The matrices are not square, or the shapes do not fit.</exception>
    /// <example><code>Tensor x = Ops.SolveTriangular(factor, b, lower: true);</code></example>
    public static Tensor SolveTriangular(Tensor a, Tensor b, bool lower = false)
    {
        if (a.IsSymbolic || b.IsSymbolic)
        {
            return Op.Compose("solve_triangular", [a, b], all => SolveTriangular(all[0], all[1], lower), ("lower", lower));
        }

        return b.Rank == a.Rank - 1
        ? Squeeze(Op.Apply(new SolveTriangularOp(lower, transpose: false), a, ExpandDims(b, -1)), -1)
        : Op.Apply(new SolveTriangularOp(lower, transpose: false), a, b);
    }
}

/// <summary>a⁻¹·b by elimination with row exchanges. With g = a⁻ᵀ·dx the gradients are −g·xᵀ for a and g for b.</summary>
internal sealed class SolveOp : Op
{
    public override TensorSpec Infer(ReadOnlySpan<Tensor> inputs) => Matrices.InferSolve(inputs[0], inputs[1], Name);

    public override void Forward(ref ForwardContext context)
    {
        using var scope = new TensorScope();
        Tensor a = context.Inputs[0];
        Tensor b = context.Inputs[1];
        (int batch, int n, int m) = (Matrices.Batch(a), a.Shape[^1], b.Shape[^1]);
        Tensor lu = context.Backend.Rent([batch, n, n], a.DType);
        Tensor rows = context.Backend.Rent([batch, n], DType.Int32);
        Tensor signs = context.Backend.Rent([batch], a.DType);
        context.Backend.LuFactor(a, lu, rows, signs, batch, n);
        Tensor ordered = Matrices.PickRows(b.View([batch, n, m], b.Offset), rows);
        Tensor half = context.Backend.Rent([batch, n, m], a.DType);
        context.Backend.SolveTriangular(lu, ordered, half, batch, n, m, lower: true, transpose: false, unit: true);
        context.Backend.SolveTriangular(lu, half, context.Output, batch, n, m, lower: false, transpose: false, unit: false);
    }

    public override void Backward(GradContext context)
    {
        Tensor g = Apply(this, Matrices.Transposed(context.Input(0)), context.OutputGradient);
        context.Give(1, g);
        if (context.Wants(0))
        {
            context.Give(0, Ops.Negative(Apply(new MatMulOp(transposeB: true), g, context.Output)));
        }
    }
}

/// <summary>op(a)⁻¹·b for triangular a; the gradients are those of <see cref="SolveOp"/>, for a in its triangle.</summary>
internal sealed class SolveTriangularOp(bool lower, bool transpose) : Op
{
    public override TensorSpec Infer(ReadOnlySpan<Tensor> inputs) => Matrices.InferSolve(inputs[0], inputs[1], Name);

    public override void Forward(ref ForwardContext context)
    {
        Tensor a = context.Inputs[0];
        Tensor b = context.Inputs[1];
        context.Backend.SolveTriangular(a, b, context.Output, Matrices.Batch(a), a.Shape[^1], b.Shape[^1], lower, transpose, unit: false);
    }

    public override void Backward(GradContext context)
    {
        Tensor g = Apply(new SolveTriangularOp(lower, !transpose), context.Input(0), context.OutputGradient);
        context.Give(1, g);
        if (context.Wants(0))
        {
            Tensor product = transpose
                ? Apply(new MatMulOp(transposeB: true), context.Output, g)
                : Apply(new MatMulOp(transposeB: true), g, context.Output);
            context.Give(0, Ops.Negative(lower ? Ops.Tril(product) : Ops.Triu(product)));
        }
    }
}
