using System.Text;

namespace Sharpkeras.Saving.Hdf5;

/// <summary>What the elements of a stored array are.</summary>
internal enum H5ElementKind
{
    /// <summary>IEEE floating point of 2, 4 or 8 bytes.</summary>
    Float,

    /// <summary>Signed integer of 1 to 8 bytes.</summary>
    Signed,

    /// <summary>Unsigned integer of 1 to 8 bytes.</summary>
    Unsigned,

    /// <summary>True or false, as h5py stores it: an enumeration over one byte.</summary>
    Bool,

    /// <summary>Text in a fixed number of bytes.</summary>
    FixedText,

    /// <summary>Text of any length, kept in the file's heap.</summary>
    VariableText,

    /// <summary>Anything else; fine where there are no elements.</summary>
    Other,
}

/// <summary>The type of stored elements: kind and bytes of each.</summary>
/// <param name="Kind">What they are.</param>
/// <param name="Size">The bytes of an element in the file.</param>
/// <param name="Padding">For fixed text what fills it up: 0 and 1 NUL, 2 spaces.</param>
/// <param name="Description">For messages.</param>
internal sealed record H5DataType(H5ElementKind Kind, int Size, int Padding, string Description)
{
    /// <summary>The element type of the array it is read into: float16 and unsigned integers get the next wider type there is.</summary>
    public DType? HostType => (Kind, Size) switch
    {
        (H5ElementKind.Float, 2 or 4) => DType.Float32,
        (H5ElementKind.Float, 8) => DType.Float64,
        (H5ElementKind.Signed, 1) => DType.Int8,
        (H5ElementKind.Signed, 2) => DType.Int16,
        (H5ElementKind.Signed, 4) => DType.Int32,
        (H5ElementKind.Signed, 8) => DType.Int64,
        (H5ElementKind.Unsigned, 1) => DType.UInt8,
        (H5ElementKind.Unsigned, 2) => DType.Int32,
        (H5ElementKind.Unsigned, 4 or 8) => DType.Int64,
        (H5ElementKind.Bool, 1) => DType.Bool,
        _ => null,
    };

    public static H5DataType Parse(H5Source source, ReadOnlySpan<byte> message)
    {
        var cursor = new H5Cursor(source, message, "a datatype");
        int kind = cursor.Byte() & 0x0F;
        int bits = cursor.UInt16();
        cursor.Skip(1);
        uint size = cursor.UInt32();
        if (size is 0 or > 1 << 20)
        {
            throw source.Damaged($"a datatype has elements of {size} bytes");
        }

        return kind switch
        {
            0 => Integer(ref cursor, bits, (int)size),
            1 => Float(ref cursor, bits, (int)size),
            3 => new(H5ElementKind.FixedText, (int)size, bits & 0x0F, "text of fixed length"),
            8 => Enumeration(ref cursor, bits, (int)size),
            9 when (bits & 0x0F) == 1 && size == 16 => new(H5ElementKind.VariableText, 16, 0, "text of variable length"),
            _ => Unknown((int)size, $"class {kind}"),
        };
    }

    private static H5DataType Integer(ref H5Cursor cursor, int bits, int size)
    {
        bool signed = (bits & 8) != 0;
        string name = $"{(signed ? "int" : "uint")}{8 * size}";
        bool whole = cursor.UInt16() == 0 && cursor.UInt16() == 8 * size && size is 1 or 2 or 4 or 8;
        return whole && (IsLittleEndian(bits) || size == 1)
            ? new(signed ? H5ElementKind.Signed : H5ElementKind.Unsigned, size, 0, name)
            : Unknown(size, IsLittleEndian(bits) ? $"{name} with unused bits" : $"big-endian {name}");
    }

    /// <summary>Only the IEEE layouts are floats here; bfloat16, for one, has two bytes too but another exponent.</summary>
    private static H5DataType Float(ref H5Cursor cursor, int bits, int size)
    {
        cursor.Skip(4);

        // Where the exponent begins and its bits, where the mantissa begins and its bits; then the bias of the exponent.
        var layout = (cursor.Byte(), cursor.Byte(), cursor.Byte(), cursor.Byte());
        bool ieee = size switch
        {
            2 => layout == (10, 5, 0, 10) && cursor.UInt32() == 15,
            4 => layout == (23, 8, 0, 23) && cursor.UInt32() == 127,
            8 => layout == (52, 11, 0, 52) && cursor.UInt32() == 1023,
            _ => false,
        };
        string name = $"float{8 * size}";
        return ieee && IsLittleEndian(bits)
            ? new(H5ElementKind.Float, size, 0, name)
            : Unknown(size, IsLittleEndian(bits) ? $"{name} in another layout than IEEE's" : $"big-endian {name}");
    }

    /// <summary>h5py's Boolean: FALSE = 0 and TRUE = 1 over one byte.</summary>
    private static H5DataType Enumeration(ref H5Cursor cursor, int members, int size)
    {
        if (size != 1 || members != 2 || cursor.Remaining < 12)
        {
            return Unknown(size, "an enumeration");
        }

        // The base type is an integer: eight bytes, and four about its bits. Names come then, padded in older versions, and the values.
        cursor.Skip(12);
        string rest = Encoding.ASCII.GetString(cursor.Take(cursor.Remaining)).Replace("\0", "", StringComparison.Ordinal);
        return rest.StartsWith("FALSETRUE", StringComparison.Ordinal)
            ? new(H5ElementKind.Bool, 1, 0, "bool")
            : Unknown(size, "an enumeration");
    }

    private static bool IsLittleEndian(int bits) => (bits & 1) == 0;

    private static H5DataType Unknown(int size, string description) => new(H5ElementKind.Other, size, 0, description);
}
