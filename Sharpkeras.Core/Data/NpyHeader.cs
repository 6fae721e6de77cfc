using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Sharpkeras.Data;

/// <summary>
/// The head of a NumPy array file: magic, version, and a Python dictionary with <c>descr</c>, <c>fortran_order</c> and <c>shape</c>
/// (https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html).
/// </summary>
internal sealed class NpyHeader
{
    /// <summary>Far beyond what eight dimensions take, so a hostile length cannot claim memory.</summary>
    private const int MaxLength = 1 << 16;

    private static readonly Dictionary<string, DType> ElementTypes = new(StringComparer.Ordinal)
    {
        ["b1"] = DType.Bool,
        ["i1"] = DType.Int8,
        ["u1"] = DType.UInt8,
        ["i2"] = DType.Int16,
        ["i4"] = DType.Int32,
        ["i8"] = DType.Int64,
        ["f4"] = DType.Float32,
        ["f8"] = DType.Float64,
    };

    private readonly bool isBigEndian;

    private NpyHeader(string member, string text)
    {
        var parser = new PythonLiteral(text);
        var fields = parser.Dictionary() ?? throw Npy.Invalid(member, "its header is no Python dictionary");
        if (fields.Count != 3)
        {
            throw Npy.Invalid(member, "its header must have just 'descr', 'fortran_order' and 'shape'");
        }

        (DType, isBigEndian) = ElementType(member, Field(fields, "descr", member));
        FortranOrder = Field(fields, "fortran_order", member) switch
        {
            "True" => true,
            "False" => false,
            var other => throw Npy.Invalid(member, $"fortran_order is neither True nor False but {other}"),
        };
        Shape = Dimensions(member, Field(fields, "shape", member));
        DataLength = CountBytes(member, Shape, DType);
    }

    public DType DType { get; }

    public bool FortranOrder { get; }

    public Shape Shape { get; }

    /// <summary>The bytes of the elements, checked to fit into one .NET array.</summary>
    public long DataLength { get; }

    /// <summary>The bytes of magic, version, length and dictionary.</summary>
    public int HeaderLength { get; private init; }

    /// <summary>NumPy's description of a type, little-endian.</summary>
    public static string Description(DType dtype) =>
        (dtype.Size() == 1 ? "|" : "<") + ElementTypes.First(pair => pair.Value == dtype).Key;

    /// <summary>An array, or some rows of it, from the bytes of the file, which are changed in place.</summary>
    public HostArray ToArray(Shape shape, byte[] bytes)
    {
        if (DType == DType.Bool)
        {
            Npy.Normalize(bytes);
        }

        if (isBigEndian)
        {
            Npy.Swap(bytes, DType.Size());
        }

        return new HostArray(DType, shape, bytes);
    }

    public static NpyHeader Read(Stream stream, string member)
    {
        byte[] start = Npy.ReadExactly(stream, 8, member);
        if (!start.AsSpan(0, 6).SequenceEqual(Npy.Magic))
        {
            throw Npy.Invalid(member, "it does not begin as a NumPy array (.npy)");
        }

        int version = start[6];
        if (version is < 1 or > 3 || start[7] != 0)
        {
            throw Npy.Invalid(member, $"its format version is {version}.{start[7]}; 1.0, 2.0 and 3.0 are read");
        }

        int lengthBytes = version == 1 ? 2 : 4;
        byte[] length = Npy.ReadExactly(stream, lengthBytes, member);
        uint count = version == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(length) : BinaryPrimitives.ReadUInt32LittleEndian(length);
        if (count > MaxLength)
        {
            throw Npy.Invalid(member, $"its header claims {count} bytes; at most {MaxLength} are read");
        }

        byte[] text = Npy.ReadExactly(stream, (int)count, member);
        var encoding = version == 3 ? Encoding.UTF8 : Encoding.Latin1;
        return new NpyHeader(member, encoding.GetString(text)) { HeaderLength = start.Length + lengthBytes + text.Length };
    }

    private static string Field(Dictionary<string, string> fields, string name, string member) =>
        fields.TryGetValue(name, out string? value) ? value : throw Npy.Invalid(member, $"its header has no '{name}'");

    /// <summary>The type and the byte order that a description such as <c>&lt;f4</c> names.</summary>
    private static (DType DType, bool IsBigEndian) ElementType(string member, string description)
    {
        string name = description.Trim('\'', '"');
        return name.Length > 1 && name[0] is '<' or '>' or '=' or '|' && ElementTypes.TryGetValue(name[1..], out DType dtype) && (name[0] != '|' || dtype.Size() == 1)
            ? (dtype, name[0] == '>')
            : throw Npy.Invalid(
                member,
                $"its dtype is {description}; read are b1, i1, u1, i2, i4, i8, f4 and f8",
                "Convert it with astype before saving");
    }

    private static Shape Dimensions(string member, string tuple)
    {
        if (!tuple.StartsWith('(') || !tuple.EndsWith(')'))
        {
            throw Npy.Invalid(member, $"its shape is no tuple but {tuple}");
        }

        string[] parts = tuple[1..^1].Split(',', StringSplitOptions.TrimEntries);
        int rank = parts[^1].Length == 0 ? parts.Length - 1 : parts.Length;
        if (rank > Shape.MaxRank)
        {
            throw Npy.Invalid(member, $"its shape {tuple} has {rank} dimensions; at most {Shape.MaxRank} are possible");
        }

        int[] dimensions = new int[rank];
        for (int i = 0; i < rank; i++)
        {
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out dimensions[i]))
            {
                throw Npy.Invalid(member, $"its shape {tuple} has a dimension that is no count below 2^31");
            }
        }

        return dimensions;
    }

    /// <summary>The product, with an empty array allowed beside large other dimensions and overflow refused.</summary>
    private static long CountBytes(string member, Shape shape, DType dtype)
    {
        if (shape.Span.Contains(0))
        {
            return 0;
        }

        long bytes = dtype.Size();
        foreach (int dimension in shape.Span)
        {
            if (bytes > Array.MaxLength / dimension)
            {
                throw Npy.Invalid(member, $"its shape {shape} is larger than one array can be");
            }

            bytes *= dimension;
        }

        return bytes;
    }
}
