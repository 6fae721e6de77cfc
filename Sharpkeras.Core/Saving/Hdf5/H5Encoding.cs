namespace Sharpkeras.Saving.Hdf5;

/// <summary>Types and dimensions as files describe them.</summary>
internal static class H5Encoding
{
    /// <summary>Dimensions; no flags, since they are fixed. A scalar is a kind of its own.</summary>
    public static H5Bytes Dataspace(Shape shape)
    {
        var bytes = new H5Bytes().Bytes(2, (byte)shape.Rank, 0, (byte)(shape.Rank == 0 ? 0 : 1));
        foreach (int dimension in shape.Span)
        {
            bytes.UInt64((ulong)dimension);
        }

        return bytes;
    }

    /// <summary>The type of numbers.</summary>
    public static H5Bytes Datatype(DType dtype) => dtype switch
    {
        DType.Float32 => Float(4, 8, 127),
        DType.Float64 => Float(8, 11, 1023),
        DType.UInt8 => Integer(1, signed: false),
        DType.Bool => Bool(),
        _ => Integer(dtype.Size(), signed: true),
    };

    /// <summary>Text of variable length, in UTF-8: a sequence of bytes, of which a reference stands in the place of the element.</summary>
    public static H5Bytes TextType() => Start(9, 0x01, 0x01, 16).Bytes(Integer(1, signed: false).Span);

    /// <summary>Class and version 1, two of the three bytes of flags, the size of an element.</summary>
    private static H5Bytes Start(int kind, int first, int second, int size) =>
        new H5Bytes().Byte(0x10 | kind).Byte(first).Byte(second).Byte(0).UInt32((uint)size);

    /// <summary>The flag says whether there is a sign; then where the bits begin, and how many they are.</summary>
    private static H5Bytes Integer(int size, bool signed) => Start(0, signed ? 8 : 0, 0, size).UInt16(0).UInt16(8 * size);

    /// <summary>IEEE: the leading one is not stored, the sign is the last bit, the exponent before it, the mantissa first.</summary>
    private static H5Bytes Float(int size, int exponent, uint bias)
    {
        int bits = 8 * size, mantissa = bits - exponent - 1;
        return Start(1, 0x20, bits - 1, size).UInt16(0).UInt16(bits)
            .Bytes((byte)mantissa, (byte)exponent, 0, (byte)mantissa).UInt32(bias);
    }

    /// <summary>h5py's Boolean: an enumeration of two members over int8. Names are filled up to eight bytes.</summary>
    private static H5Bytes Bool() => Start(8, 2, 0, 1).Bytes(Integer(1, signed: true).Span)
        .Text("FALSE").Zeros(3).Text("TRUE").Zeros(4).Bytes(0, 1);
}
