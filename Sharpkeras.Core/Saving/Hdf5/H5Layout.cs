namespace Sharpkeras.Saving.Hdf5;

/// <summary>Where the elements of an array lie: in the header itself (compact), in one piece (contiguous), or in chunks.</summary>
/// <param name="Compact">The elements, where they lie in the header.</param>
/// <param name="Address">Of the one piece, or of the tree of chunks.</param>
/// <param name="Size">The bytes of the one piece.</param>
/// <param name="Chunk">The dimensions of a chunk, where there are chunks.</param>
internal sealed record H5Layout(ReadOnlyMemory<byte>? Compact, ulong Address, ulong Size, int[]? Chunk)
{
    public static H5Layout Parse(H5Source source, ReadOnlyMemory<byte> message)
    {
        var cursor = new H5Cursor(source, message.Span, "the layout of an array");
        int version = cursor.Byte();
        if (version is not (3 or 4))
        {
            throw source.Refused($"an array has a layout of version {version}");
        }

        int kind = cursor.Byte();
        return kind switch
        {
            0 => ParseCompact(ref cursor, message),
            1 => new H5Layout(null, cursor.UInt64(), cursor.UInt64(), null),
            2 when version == 3 => ParseChunked(source, ref cursor),
            2 => throw source.Refused("an array is chunked in a newer way (libver='latest')"),
            3 => throw source.Refused("an array is virtual: its elements are in other files"),
            _ => throw source.Damaged($"an array has a layout of class {kind}"),
        };
    }

    private static H5Layout ParseCompact(ref H5Cursor cursor, ReadOnlyMemory<byte> message)
    {
        int size = cursor.UInt16();
        int position = cursor.Position;
        cursor.Skip(size);
        return new H5Layout(message.Slice(position, size), 0, (ulong)size, null);
    }

    /// <summary>One number more than the array has dimensions: the last is the size of an element.</summary>
    private static H5Layout ParseChunked(H5Source source, ref H5Cursor cursor)
    {
        int rank = cursor.Byte() - 1;
        ulong address = cursor.UInt64();
        if (rank is < 1 or > Shape.MaxRank)
        {
            throw source.Damaged($"an array has chunks of {rank} dimensions");
        }

        int[] chunk = new int[rank];
        for (int axis = 0; axis < rank; axis++)
        {
            uint dimension = cursor.UInt32();
            chunk[axis] = dimension is > 0 and <= int.MaxValue
                ? (int)dimension
                : throw source.Damaged($"a chunk has the dimension {dimension}");
        }

        return new H5Layout(null, address, 0, chunk);
    }
}
