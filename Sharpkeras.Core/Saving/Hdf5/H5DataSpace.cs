namespace Sharpkeras.Saving.Hdf5;

/// <summary>The dimensions of stored elements. A null dataspace, which has no elements, counts as shape (0).</summary>
internal static class H5DataSpace
{
    public static Shape Parse(H5Source source, ReadOnlySpan<byte> message)
    {
        var cursor = new H5Cursor(source, message, "a dataspace");
        int version = cursor.Version(1, 2);
        int rank = cursor.Byte();
        cursor.Skip(1);
        int kind = cursor.Byte();
        if (version == 2 && kind == 2)
        {
            return [0];
        }

        cursor.Skip(version == 1 ? 4 : 0);
        if (rank > Shape.MaxRank)
        {
            throw source.Refused($"an array has {rank} dimensions, more than {Shape.MaxRank}");
        }

        int[] dimensions = new int[rank];
        for (int axis = 0; axis < rank; axis++)
        {
            ulong dimension = cursor.UInt64();
            dimensions[axis] = dimension <= int.MaxValue ? (int)dimension : throw source.Damaged($"a dimension is {dimension}");
        }

        return dimensions;
    }

    /// <summary>The bytes of all elements, refused where one .NET array could not hold them.</summary>
    public static int CountBytes(H5Source source, Shape shape, int size)
    {
        long bytes = shape.Span.Contains(0) ? 0 : size;
        foreach (int dimension in shape.Span)
        {
            if (bytes > 0 && dimension > Array.MaxLength / bytes)
            {
                throw source.Damaged($"an array of shape {shape} is larger than one can be");
            }

            bytes *= dimension;
        }

        return (int)bytes;
    }
}
