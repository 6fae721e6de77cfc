using Sharpkeras.Devices;
using Sharpkeras.Diagnostics;

namespace Sharpkeras;

/// <summary>What operations on matrices in the last two axes share.</summary>
internal static class Matrices
{
    public static int Batch(Tensor x) => checked((int)x.Shape[..^2].Length);

    public static void Check(Tensor x, string operation)
    {
        Diagnostics.Check.Floating(x, operation);
        if (x.Rank < 2)
        {
            throw new ShapeException($"{operation} — needs matrices in the last two axes. Received shape {x.Shape}.");
        }
    }

    public static void CheckSquare(Tensor x, string operation)
    {
        Check(x, operation);
        if (x.Shape[^1] != x.Shape[^2])
        {
            throw new ShapeException($"{operation} — needs square matrices in the last two axes. Received shape {x.Shape}.");
        }
    }

    public static TensorSpec InferSolve(Tensor a, Tensor b, string operation)
    {
        CheckSquare(a, operation);
        Diagnostics.Check.SameDType(a, b, operation);
        if (b.Rank != a.Rank || b.Shape[..^1] != a.Shape[..^1])
        {
            throw new ShapeException($"{operation} — a right side has as many rows as the matrix, and the same axes in front. Received {a.Shape} and {b.Shape}.");
        }

        return new TensorSpec(b.Shape, b.DType);
    }

    public static Tensor Transposed(Tensor x) => Ops.SwapAxes(x, -1, -2);

    /// <summary>An identity for each matrix of x.</summary>
    public static Tensor IdentityLike(Tensor x)
    {
        int[] rows = [.. Enumerable.Range(0, x.Shape[^1])];
        Tensor identity = Ops.Equal(Ops.Integers(rows, [rows.Length, 1], x), Ops.Integers(rows, [rows.Length], x)).Cast(x.DType);
        return identity.BroadcastTo(x.Shape);
    }

    /// <summary>x[…, i, j] / (values[…, j] − values[…, i]) for values […, 1, n]; 0 where they are equal.</summary>
    public static Tensor OverDifferences(Tensor values, Tensor x)
    {
        Tensor differences = values - Transposed(values);
        Tensor equal = Ops.Equal(differences, Ops.Constant(0, x));
        return Ops.Where(equal, Ops.Constant(0, x), x / Ops.Where(equal, Ops.Constant(1, x), differences));
    }

    /// <summary>The distance from 1 to the next number of the type.</summary>
    public static double Rounding(Tensor x) => x.DType == DType.Float32 ? float.BitIncrement(1) - 1.0 : double.BitIncrement(1) - 1;

    /// <summary>y[b, i] = x[b, rows[b, i]] for x [batch, n, m].</summary>
    public static Tensor PickRows(Tensor x, Tensor rows)
    {
        Backend backend = Backend.Of(x);
        (int batch, int n, int m) = (x.Shape[0], x.Shape[1], x.Shape[2]);
        Tensor indices = Ops.BroadcastTo(rows.Reshape([batch, n, 1]), [batch, n, m]);
        Tensor y = backend.Rent(x.Shape, x.DType);
        backend.GatherAlong(x, indices, y, batch, n, n, m);
        return y;
    }
}
