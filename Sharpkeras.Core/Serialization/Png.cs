using System.Buffers.Binary;
using System.IO.Compression;

namespace Sharpkeras.Serialization;

/// <summary>Writes PNG files of eight bits a channel: grey, grey with opacity, RGB, RGB with opacity.</summary>
internal static class Png
{
    /// <summary>A picture from its rows of pixels.</summary>
    /// <param name="pixels">height · width · channels bytes.</param>
    /// <param name="width">The pixels of a row.</param>
    /// <param name="height">The rows.</param>
    /// <param name="channels">1, 2, 3 or 4.</param>
    public static byte[] Encode(ReadOnlySpan<byte> pixels, int width, int height, int channels)
    {
        var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', (byte)'\r', (byte)'\n', 0x1A, (byte)'\n']);
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        header[9] = channels switch { 1 => 0, 2 => 4, 3 => 2, _ => 6 };
        Chunk(file, "IHDR"u8, header);
        Chunk(file, "IDAT"u8, Compressed(pixels, width * channels, height));
        Chunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    /// <summary>Each row begins with the number of its filter; none (0) is used.</summary>
    private static byte[] Compressed(ReadOnlySpan<byte> pixels, int row, int height)
    {
        var bytes = new MemoryStream();
        using (var zlib = new ZLibStream(bytes, CompressionLevel.Optimal, leaveOpen: true))
        {
            for (int y = 0; y < height; y++)
            {
                zlib.WriteByte(0);
                zlib.Write(pixels.Slice(y * row, row));
            }
        }

        return bytes.ToArray();
    }

    private static void Chunk(Stream file, ReadOnlySpan<byte> name, byte[] content)
    {
        byte[] chunk = [.. "\0\0\0\0"u8, .. name, .. content, .. "\0\0\0\0"u8];
        BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(chunk.Length - 4), Crc32.Of(chunk.AsSpan(4, chunk.Length - 8)));
        file.Write(chunk);
    }
}
