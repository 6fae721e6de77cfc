using System.IO.Compression;

namespace Sharpkeras.Saving.Hdf5;

/// <summary>
/// How chunks are packed. Keras packs nothing; deflate, with or without shuffle before it, is what people add to make files smaller.
/// Everything else is refused, for what is rarely used is rarely read right.
/// </summary>
internal enum H5Filters
{
    None,
    Deflate,
    ShuffleDeflate,
}

/// <summary>Reads which filters there are, and unpacks chunks.</summary>
internal static class H5Unpack
{
    private const int DeflateId = 1;
    private const int ShuffleId = 2;

    public static H5Filters Parse(H5Source source, ReadOnlySpan<byte> message)
    {
        var cursor = new H5Cursor(source, message, "the filters of an array");
        int version = cursor.Version(1, 2);
        int count = cursor.Byte();
        cursor.Skip(version == 1 ? 6 : 0);
        var ids = new List<int>();
        for (int i = 0; i < count; i++)
        {
            ids.Add(ParseFilter(ref cursor, version));
        }

        return ids switch
        {
            [] => H5Filters.None,
            [DeflateId] => H5Filters.Deflate,
            [ShuffleId, DeflateId] => H5Filters.ShuffleDeflate,
            _ => throw source.Refused($"an array has the filters {string.Join(", ", ids)} (only gzip, and shuffle with gzip, are read)"),
        };
    }

    /// <summary>The elements of a chunk, which has to have just so many bytes.</summary>
    public static byte[] Chunk(H5Source source, byte[] stored, H5Filters filters, int length, int elementSize)
    {
        if (filters == H5Filters.None)
        {
            return stored.Length == length ? stored : throw source.Damaged($"a chunk has {stored.Length} bytes instead of {length}");
        }

        byte[] bytes = Inflate(source, stored, length);
        return filters == H5Filters.ShuffleDeflate && elementSize > 1 ? Unshuffle(bytes, elementSize) : bytes;
    }

    private static int ParseFilter(ref H5Cursor cursor, int version)
    {
        int id = cursor.UInt16();
        int nameLength = version == 1 || id >= 256 ? cursor.UInt16() : 0;
        cursor.Skip(2);
        int values = cursor.UInt16();
        cursor.TakePadded(nameLength, padded: version == 1);
        cursor.Skip(4 * values);
        cursor.Skip(version == 1 && values % 2 == 1 ? Math.Min(4, cursor.Remaining) : 0);
        return id;
    }

    /// <summary>Stops at the length that was declared, so that no chunk unpacks to more.</summary>
    private static byte[] Inflate(H5Source source, byte[] stored, int length)
    {
        try
        {
            using var stream = new ZLibStream(new MemoryStream(stored), CompressionMode.Decompress);
            byte[] bytes = new byte[length];
            stream.ReadExactly(bytes);
            return stream.ReadByte() < 0 ? bytes : throw source.Damaged($"a chunk unpacks to more than its {length} bytes");
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException)
        {
            throw source.Damaged($"a chunk cannot be unpacked: {error.Message}", error);
        }
    }

    /// <summary>Shuffled are first the lowest bytes of all elements, then the second ones, and so on.</summary>
    private static byte[] Unshuffle(byte[] bytes, int elementSize)
    {
        byte[] result = new byte[bytes.Length];
        int count = bytes.Length / elementSize;
        for (int part = 0; part < elementSize; part++)
        {
            var source = bytes.AsSpan(part * count, count);
            for (int i = 0; i < count; i++)
            {
                result[(i * elementSize) + part] = source[i];
            }
        }

        return result;
    }
}
