using Sharpkeras.Diagnostics;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>The diagonals of the matrices in two axes.</summary>
    /// <param name="x">Rank 2 or more, any type.</param>
    /// <param name="offset">How far above the main diagonal; negative below.</param>
    /// <param name="axis1">The axis of the rows, negative from the end.</param>
    /// <param name="axis2">The axis of the columns, another one.</param>
    /// <returns>The other axes, and the diagonal at the end.</returns>
    /// <exception cref="ArgumentException">There is no such axis, or both are the same.</exception>
    /// <example><code>Tensor main = Ops.Diagonal(matrix);</code></example>
    public static Tensor Diagonal(this Tensor x, int offset = 0, int axis1 = 0, int axis2 = 1)
    {
        if (x.IsSymbolic)
        {
            return Op.Compose("diagonal", x, own => Diagonal(own, offset, axis1, axis2), ("offset", offset), ("axis1", axis1), ("axis2", axis2));
        }

        int rows = x.Shape.Axis(axis1, "diagonal");
        int columns = x.Shape.Axis(axis2, "diagonal");
        if (rows == columns)
        {
            throw new ArgumentException($"diagonal — needs two different axes of shape {x.Shape}. Received {Text.Of(axis1)} and {Text.Of(axis2)}.", nameof(axis2));
        }

        int[] others = [.. Enumerable.Range(0, x.Rank).Where(axis => axis != rows && axis != columns)];
        int[] order = [.. others, rows, columns];
        Tensor last = order.SequenceEqual(Enumerable.Range(0, x.Rank)) ? x : Transpose(x, order);
        int width = x.Shape[columns];
        int[] places = [.. Enumerable.Range(0, x.Shape[rows])
            .Where(row => row + offset >= 0 && row + offset < width)
            .Select(row => checked((row * width) + row + offset))];
        Shape lead = last.Shape[..^2];
        Tensor flat = last.Reshape([.. lead.ToArray(), checked(x.Shape[rows] * width)]);
        return Op.Apply(new TakeOp(lead.Rank), flat, Integers(places, [places.Length], x));
    }

    /// <summary>The sums of the diagonals of the matrices in two axes.</summary>
    /// <param name="x">Rank 2 or more, every numeric type.</param>
    /// <param name="offset">How far above the main diagonal; negative below.</param>
    /// <param name="axis1">The axis of the rows, negative from the end.</param>
    /// <param name="axis2">The axis of the columns, another one.</param>
    /// <returns>The other axes.</returns>
    /// <exception cref="ArgumentException">There is no such axis, or both are the same.</exception>
    /// <example><code>Tensor trace = Ops.Trace(matrix);</code></example>
    public static Tensor Trace(this Tensor x, int offset = 0, int axis1 = 0, int axis2 = 1) => Sum(Diagonal(x, offset, axis1, axis2), -1);

    /// <summary>The diagonal of a matrix, or a matrix with a vector on its diagonal.</summary>
    /// <param name="x">A vector or a matrix, any type.</param>
    /// <param name="k">How far above the main diagonal; negative below.</param>
    /// <returns>A matrix of n + |k| rows for a vector of length n, a vector for a matrix.</returns>
    /// <exception cref="ShapeException">It is neither.</exception>
    /// <example><code>Tensor matrix = Ops.Diag(vector);</code></example>
    public static Tensor Diag(this Tensor x, int k = 0)
    {
        if (x.IsSymbolic)
        {
            return Op.Compose("diag", x, own => Diag(own, k), ("k", k));
        }

        if (x.Rank == 2)
        {
            return Diagonal(x, k);
        }

        Check.Rank(x, 1, "diag", "a vector, or 2, a matrix");
        int size = checked(x.Shape[0] + Math.Abs(k));
        int[] places = [.. Enumerable.Range(0, x.Shape[0]).Select(i => checked(((i + Math.Max(0, -k)) * size) + i + Math.Max(0, k)))];
        return PlaceFlat(x, places, [size, size]);
    }

    /// <summary>Zeros in a new shape, with the values of a vector at places of the flattened result, each at another.</summary>
    private static Tensor PlaceFlat(Tensor x, int[] places, Shape shape)
    {
        int[] sources = new int[shape.Length];
        foreach (var (i, place) in places.Index())
        {
            sources[place] = i + 1;
        }

        Tensor framed = Pad(x, [(1, 0)]);
        return Op.Apply(new TakeOp(0), framed, Integers(sources, [sources.Length], x)).Reshape(shape);
    }
}
