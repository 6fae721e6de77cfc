namespace Sharpkeras.Data;

/// <summary>Reads one array of a NumPy file, with every claim of the file checked before memory is taken for it.</summary>
internal static class Npy
{
    /// <summary>Memory is taken in steps where the length of the stream is not known, so that a claim alone takes none.</summary>
    private const int FirstStep = 1 << 20;

    /// <summary>The six bytes that begin every array.</summary>
    public static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Reads an array.</summary>
    /// <param name="stream">Stands before the magic bytes; afterwards behind the last element.</param>
    /// <param name="member">What messages call the array.</param>
    /// <param name="available">The bytes up to the end of the array's file, which must be just these; null where unknown.</param>
    public static HostArray Read(Stream stream, string member, long? available)
    {
        var header = NpyHeader.Read(stream, member);
        if (available is { } length && length != header.HeaderLength + header.DataLength)
        {
            string needed = $"shape {header.Shape} of {header.DType.KerasName()} needs {header.DataLength} bytes";
            throw Invalid(member, $"{needed}, but {length - header.HeaderLength} are there");
        }

        byte[] bytes = ReadExactly(stream, (int)header.DataLength, member, known: available != null);
        HostArray array = header.ToArray(header.Shape, bytes);
        return header.FortranOrder && header.Shape.Rank > 1
            ? new HostArray(header.DType, header.Shape, FromFortran(bytes, header.Shape, header.DType.Size()))
            : array;
    }

    /// <summary>Reads so many bytes.</summary>
    /// <param name="stream">Where from.</param>
    /// <param name="count">How many.</param>
    /// <param name="member">What messages call the array.</param>
    /// <param name="known">Whether so many are there for certain.</param>
    /// <param name="row">The row for messages; -1 for none. It is put into words only when there is something to say.</param>
    public static byte[] ReadExactly(Stream stream, int count, string member, bool known = false, int row = -1)
    {
        byte[] bytes = GC.AllocateUninitializedArray<byte>(known ? count : Math.Min(count, FirstStep));
        int done = 0;
        while (done < count)
        {
            if (done == bytes.Length)
            {
                Array.Resize(ref bytes, (int)Math.Min(count, 2L * bytes.Length));
            }

            int read = ReadSome(stream, bytes.AsSpan(done), member, row);
            done += read > 0 ? read : throw Invalid(Named(member, row), $"it is truncated: it ends after {done} of {count} bytes", "Get the file again");
        }

        return bytes;
    }

    /// <summary>Rows of one array as inputs, those of another as targets.</summary>
    public static Dataset<Element> Elements(Dataset<HostArray> inputs, Dataset<HostArray>? targets, string member)
    {
        if (targets == null)
        {
            return inputs.Map(x => new Element(x), workers: 1);
        }

        return inputs.Cardinality == targets.Cardinality
            ? Dataset.Zip(inputs, targets).Map(pair => new Element(pair.First, pair.Second), workers: 1)
            : throw Invalid(member, $"they have {inputs.Cardinality} and {targets.Cardinality} rows", "Give inputs and targets of the same samples");
    }

    public static InvalidDataException Invalid(string member, string problem, string advice = "Save the array again with NumPy") =>
        new($"{member} — {problem}. {advice}.");

    /// <summary>Reads what is there, at least a byte but at the end, where it returns 0.</summary>
    public static int ReadSome(Stream stream, Span<byte> target, string member, int row = -1)
    {
        try
        {
            return stream.Read(target);
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException)
        {
            throw new InvalidDataException($"{Named(member, row)} — the compressed data are damaged: {error.Message} Get the file again.", error);
        }
    }

    private static string Named(string member, int row) => row < 0 ? member : $"{member} row {row}";

    /// <summary>Turns the bytes of each element around.</summary>
    public static void Swap(Span<byte> bytes, int size)
    {
        for (int i = 0; size > 1 && i < bytes.Length; i += size)
        {
            bytes.Slice(i, size).Reverse();
        }
    }

    /// <summary>True is one here, whatever byte stands in the file.</summary>
    public static void Normalize(Span<byte> bytes)
    {
        foreach (ref byte value in bytes)
        {
            value = value == 0 ? (byte)0 : (byte)1;
        }
    }

    /// <summary>Reorders elements whose first index runs fastest so that the last one does.</summary>
    public static byte[] FromFortran(ReadOnlySpan<byte> source, Shape shape, int size)
    {
        int rank = shape.Rank;
        long[] strides = new long[rank];
        long stride = size;
        for (int axis = 0; axis < rank; axis++)
        {
            strides[axis] = stride;
            stride *= shape[axis];
        }

        byte[] result = new byte[source.Length];
        int[] index = new int[rank];
        long from = 0;
        for (int to = 0; to < result.Length; to += size)
        {
            source.Slice((int)from, size).CopyTo(result.AsSpan(to));
            for (int axis = rank - 1; axis >= 0; axis--)
            {
                from += strides[axis];
                if (++index[axis] < shape[axis])
                {
                    break;
                }

                from -= strides[axis] * shape[axis];
                index[axis] = 0;
            }
        }

        return result;
    }
}
