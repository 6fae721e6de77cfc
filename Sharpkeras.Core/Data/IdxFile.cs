using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;

namespace Sharpkeras.Data;

/// <summary>
/// The IDX format of the MNIST family: two zero bytes, an element type (8 = uint8), the rank, the dimensions as big-endian 32-bit numbers,
/// and the elements. Files may be compressed by gzip.
/// </summary>
internal static class IdxFile
{
    private const byte UInt8Code = 8;

    /// <summary>Reads the array of unsigned bytes of a file, expecting a shape.</summary>
    /// <exception cref="InvalidDataException">It is no such file, or has another shape, or is truncated.</exception>
    public static HostArray Read(string path, Shape expected)
    {
        using var file = File.OpenRead(path);
        string member = $"'{path}'";
        using var stream = IsCompressed(file) ? new GZipStream(file, CompressionMode.Decompress) : (Stream)file;
        byte[] head = Head(expected);
        if (!Npy.ReadExactly(stream, head.Length, member).AsSpan().SequenceEqual(head))
        {
            throw Npy.Invalid(member, $"it is no IDX file of {expected} unsigned bytes", "Get the file again");
        }

        var array = new HostArray(DType.UInt8, expected, Npy.ReadExactly(stream, (int)expected.Length, member));
        return stream.ReadByte() < 0 ? array : throw Npy.Invalid(member, "it goes on behind its last element", "Get the file again");
    }

    /// <summary>
    /// The MD5 digest, in lower-case hexadecimal, of the IDX file that would hold the array: by it arrays are known, whatever holds them.
    /// </summary>
    public static string Digest(HostArray array)
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

    private static bool IsCompressed(FileStream file)
    {
        bool compressed = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
        file.Position = 0;
        return compressed;
    }
}
