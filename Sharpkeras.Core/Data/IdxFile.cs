using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Sharpkeras.Data;

/// <summary>
/// The IDX format of the MNIST family: two zero bytes, an element type (8 uint8, 9 int8, 11 int16, 12 int32, 13 float32, 14 float64), the rank,
/// the dimensions as big-endian 32-bit numbers, and the elements, big-endian too. Files may be compressed by gzip.
/// </summary>
public static class IdxFile
{
    private const byte UInt8Code = 8;

    private static readonly Dictionary<byte, DType> Types = new()
    {
        [UInt8Code] = DType.UInt8,
        [9] = DType.Int8,
        [11] = DType.Int16,
        [12] = DType.Int32,
        [13] = DType.Float32,
        [14] = DType.Float64,
    };

    /// <summary>Reads the array of a file.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is no such file, or is damaged or truncated.</exception>
    public static HostArray Read(string path)
    {
        using Stream stream = DataFile.Open(path);
        string member = $"'{path}'";
        byte[] start = Npy.ReadExactly(stream, 4, member);
        if (start[0] != 0 || start[1] != 0 || !Types.TryGetValue(start[2], out DType dtype) || start[3] > Shape.MaxRank)
        {
            throw Npy.Invalid(
                member,
                $"it is no IDX file: it begins with {Convert.ToHexString(start)} instead of 0000, an element type (08, 09, 0B to 0E) and a rank up to 08",
                "Get the file again");
        }

        Shape shape = Dimensions(Npy.ReadExactly(stream, 4 * start[3], member), dtype, member);
        int length = checked((int)(shape.Length * dtype.Size()));
        if (stream is FileStream file && file.Length - file.Position < length)
        {
            throw Npy.Invalid(member, $"it is truncated: shape {shape} needs {length} bytes, but {file.Length - file.Position} are there", "Get the file again");
        }

        byte[] bytes = Npy.ReadExactly(stream, length, member);
        if (Npy.ReadSome(stream, new byte[1], member) > 0)
        {
            throw Npy.Invalid(member, "it goes on behind its last element", "Get the file again");
        }

        Npy.Swap(bytes, dtype.Size());
        return new HostArray(dtype, shape, bytes);
    }

    /// <summary>
    /// The MD5 digest, in lower-case hexadecimal, of the IDX file that would hold the array: by it arrays are known, whatever holds them.
    /// </summary>
    internal static string Digest(HostArray array)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        hash.AppendData(Head(array.Shape));
        hash.AppendData(array.Bytes);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static byte[] Head(Shape shape)
    {
        byte[] head = new byte[4 + (4 * shape.Rank)];
        head[2] = UInt8Code;
        head[3] = (byte)shape.Rank;
        for (int axis = 0; axis < shape.Rank; axis++)
        {
            BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4 + (4 * axis)), shape[axis]);
        }

        return head;
    }

    private static Shape Dimensions(ReadOnlySpan<byte> bytes, DType dtype, string member)
    {
        int[] dimensions = new int[bytes.Length / 4];
        Int128 size = dtype.Size();
        for (int axis = 0; axis < dimensions.Length; axis++)
        {
            uint dimension = BinaryPrimitives.ReadUInt32BigEndian(bytes[(4 * axis)..]);
            size *= dimension;
            if (dimension > int.MaxValue || size > Array.MaxLength)
            {
                throw Npy.Invalid(member, $"its dimension {axis} is {dimension}: such an array is too large", "Get the file again");
            }

            dimensions[axis] = (int)dimension;
        }

        return dimensions;
    }
}
