using Sharpkeras.Diagnostics;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>A matrix with ones on a diagonal and below, zeros above, on the default device.</summary>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">The number of columns; as many as rows when null.</param>
    /// <param name="k">How far the diagonal is above the main one; negative below.</param>
    /// <param name="dtype">The element type.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive.</exception>
    public static Tensor Tri(int rows, int? columns = null, int k = 0, DType dtype = DType.Float32)
    {
        Tensor ones = Ones([Check.Positive(rows, nameof(rows), "tri"), Check.Positive(columns ?? rows, nameof(columns), "tri")], dtype);
        return Tril(ones, k);
    }

    /// <summary>The matrices in the last two axes with zeros above a diagonal.</summary>
    /// <param name="x">Rank 2 or more, any type.</param>
    /// <param name="k">How far the diagonal is above the main one; negative below.</param>
    /// <returns>The same shape and type.</returns>
    /// <exception cref="ShapeException">The rank is below 2.</exception>
    /// <example><code>Tensor lower = Ops.Tril(matrix);</code></example>
    public static Tensor Tril(this Tensor x, int k = 0)
    {
        if (x.IsSymbolic)
        {
            return Op.Compose("tril", x, own => Tril(own, k), ("k", k));
        }

        return Where(BelowDiagonal(x, k, "tril"), x, Constant(0, x));
    }

    /// <summary>The matrices in the last two axes with zeros below a diagonal.</summary>
    /// <param name="x">Rank 2 or more, any type.</param>
    /// <param name="k">How far the diagonal is above the main one; negative below.</param>
    /// <returns>The same shape and type.</returns>
    /// <exception cref="ShapeException">The rank is below 2.</exception>
    /// <example><code>Tensor upper = Ops.Triu(matrix);</code></example>
    public static Tensor Triu(this Tensor x, int k = 0)
    {
        if (x.IsSymbolic)
        {
            return Op.Compose("triu", x, own => Triu(own, k), ("k", k));
        }

        return Where(BelowDiagonal(x, k - 1, "triu"), Constant(0, x), x);
    }

    /// <summary>Whether a place of the last two axes lies on a diagonal or below.</summary>
    private static Tensor BelowDiagonal(Tensor x, int k, string operation)
    {
        if (x.Rank < 2)
        {
            throw new ShapeException($"{operation} — needs rank 2 or more. Received shape {x.Shape}.");
        }

        int[] rows = [.. Enumerable.Range(0, x.Shape[^2])];
        int[] columns = [.. Enumerable.Range(0, x.Shape[^1]).Select(column => column - k)];
        return GreaterEqual(Integers(rows, [rows.Length, 1], x), Integers(columns, [columns.Length], x));
    }
}
