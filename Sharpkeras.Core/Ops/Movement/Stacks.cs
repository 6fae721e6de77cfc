namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>Two tensors one after the other.</summary>
    /// <param name="a">Any shape and type.</param>
    /// <param name="b">The same type, and the same shape but for the axis.</param>
    /// <param name="axis">The axis, negative from the end; null joins the flattened tensors.</param>
    /// <returns>A copy.</returns>
    /// <exception cref="Diagnostics.ShapeException">The shapes do not fit.</exception>
    public static Tensor Append(this Tensor a, Tensor b, int? axis = null) =>
        axis is { } given ? Concatenate([a, b], given) : Concatenate([a.Ravel(), b.Ravel()]);

    /// <summary>Tensors side by side: along the second axis, vectors along their only one.</summary>
    /// <param name="tensors">At least one, of one type; scalars count as vectors.</param>
    /// <returns>A copy.</returns>
    public static Tensor HStack(ReadOnlySpan<Tensor> tensors)
    {
        Tensor[] parts = AtLeast(tensors, x => x.Rank == 0 ? [1] : x.Shape);
        return Concatenate(parts, parts.Length > 0 && parts[0].Rank > 1 ? 1 : 0);
    }

    /// <summary>Tensors one below the other: along the first axis; vectors are rows.</summary>
    /// <param name="tensors">At least one, of one type.</param>
    /// <returns>A copy of rank 2 or more.</returns>
    public static Tensor VStack(ReadOnlySpan<Tensor> tensors) =>
        Concatenate(AtLeast(tensors, x => x.Rank < 2 ? [1, (int)x.Length] : x.Shape));

    /// <summary>Tensors one behind the other: along the third axis; vectors are [1, n, 1], and matrices [m, n, 1].</summary>
    /// <param name="tensors">At least one, of one type.</param>
    /// <returns>A copy of rank 3 or more.</returns>
    public static Tensor DStack(ReadOnlySpan<Tensor> tensors) =>
        Concatenate(AtLeast(tensors, x => x.Rank < 2 ? [1, (int)x.Length, 1] : x.Rank == 2 ? [x.Shape[0], x.Shape[1], 1] : x.Shape), 2);

    /// <summary>Coordinates of a grid from those along its axes.</summary>
    /// <param name="x">Vectors of one type; scalars count as vectors of length 1.</param>
    /// <param name="indexing">Whether the first vector runs along the columns, as in pictures, or along the rows.</param>
    /// <returns>A tensor for each vector, all in the shape of the grid.</returns>
    /// <example><code>Tensor[] grid = Ops.Meshgrid([columns, rows]);</code></example>
    public static Tensor[] Meshgrid(ReadOnlySpan<Tensor> x, MeshIndexing indexing = MeshIndexing.Xy)
    {
        int rank = x.Length;
        int Place(int i) => indexing == MeshIndexing.Xy && rank > 1 && i < 2 ? 1 - i : i;
        int[] lengths = new int[rank];
        for (int i = 0; i < rank; i++)
        {
            lengths[Place(i)] = checked((int)x[i].Length);
        }

        var grid = new Tensor[rank];
        for (int i = 0; i < rank; i++)
        {
            int[] own = new int[rank];
            Array.Fill(own, 1);
            own[Place(i)] = lengths[Place(i)];
            grid[i] = x[i].Reshape(own).BroadcastTo(lengths);
        }

        return grid;
    }

    private static Tensor[] AtLeast(ReadOnlySpan<Tensor> tensors, Func<Tensor, Shape> shape)
    {
        var parts = new Tensor[tensors.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            parts[i] = tensors[i].Reshape(shape(tensors[i]));
        }

        return parts;
    }
}
