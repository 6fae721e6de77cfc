using System.Buffers.Binary;
using System.IO.Compression;
using Sharpkeras.Serialization;

namespace Sharpkeras.Benchmarks.Pipeline;

/// <summary>
/// Encodes colours as PNG with the filter for each row that leaves the least, as common encoders choose it. The library itself writes plain
/// rows, which would be easier to read than the pictures that people have.
/// </summary>
internal static class PngPicture
{
    private const int Channels = 3;

    private const int Filters = 5;

    public static byte[] Encode(byte[] pixels, int width, int height)
    {
        var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', (byte)'\r', (byte)'\n', 0x1A, (byte)'\n']);
        byte[] header = [0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        Chunk(file, "IHDR"u8, header);
        Chunk(file, "IDAT"u8, Compressed(pixels, width * Channels, height));
        Chunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static byte[] Compressed(byte[] pixels, int length, int height)
    {
        var bytes = new MemoryStream();
        using (var zlib = new ZLibStream(bytes, CompressionLevel.Optimal, leaveOpen: true))
        {
            byte[] above = new byte[length];
            for (int y = 0; y < height; y++)
            {
                byte[] row = pixels.AsSpan(y * length, length).ToArray();
                zlib.Write(Enumerable.Range(0, Filters).Select(filter => Filtered(filter, row, above)).MinBy(Weight)!);
                above = row;
            }
        }

        return bytes.ToArray();
    }

    private static byte[] Filtered(int filter, byte[] row, byte[] above)
    {
        byte[] result = new byte[row.Length + 1];
        result[0] = (byte)filter;
        for (int i = 0; i < row.Length; i++)
        {
            int left = i >= Channels ? row[i - Channels] : 0;
            int corner = i >= Channels ? above[i - Channels] : 0;
            int predicted = filter switch
            {
                0 => 0,
                1 => left,
                2 => above[i],
                3 => (left + above[i]) / 2,
                _ => Nearest(left, above[i], corner),
            };
            result[i + 1] = (byte)(row[i] - predicted);
        }

        return result;
    }

    private static int Nearest(int left, int above, int corner)
    {
        int target = left + above - corner;
        return new[] { left, above, corner }.MinBy(value => Math.Abs(target - value));
    }

    /// <summary>The sum of the differences, taken as signed numbers: the usual measure of what deflate will make of a row.</summary>
    private static int Weight(byte[] row) => row.Skip(1).Sum(value => Math.Abs((int)(sbyte)value));

    private static void Chunk(Stream file, ReadOnlySpan<byte> name, byte[] content)
    {
        byte[] chunk = [0, 0, 0, 0, .. name, .. content, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(chunk.Length - 4), Crc32.Of(chunk.AsSpan(4, chunk.Length - 8)));
        file.Write(chunk);
    }
}
