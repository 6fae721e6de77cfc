using System.Buffers.Binary;

namespace Sharpkeras.Data;

/// <summary>Windows bitmaps: 8 bits with a palette, 24 or 32 bits, not compressed, from the bottom or from the top.</summary>
internal static class BmpReader
{
    private const int HeadLength = 54;

    public static HostArray Read(byte[] bytes)
    {
        if (bytes.Length < HeadLength)
        {
            throw new InvalidDataException("it is truncated");
        }

        uint begin = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(10));
        uint infoLength = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(14));
        int width = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(18));
        int signedHeight = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(22));
        int bits = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(28));
        uint compression = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(30));
        uint size = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(2));
        if (infoLength is < 40 or > 124 || bits is not (8 or 24 or 32) || compression != 0 || BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(26)) != 1)
        {
            throw new InvalidDataException($"it is a bitmap of {bits} bits with compression {compression}; 8, 24 and 32 bits without are read");
        }

        long height = Math.Abs((long)signedHeight);
        ImageFile.CheckSize(width, height);
        long stride = (((long)width * bits) + 31) / 32 * 4;
        if (size != bytes.Length || begin < 14 + infoLength || begin + (stride * height) > bytes.Length)
        {
            throw new InvalidDataException($"{width} x {height} pixels need {stride * height} bytes from {begin} on, but it has {bytes.Length} bytes and claims {size}");
        }

        ReadOnlySpan<byte> palette = bits == 8 ? Palette(bytes, (int)infoLength + 14, (int)begin) : default;
        return Pixels(bytes.AsSpan((int)begin), palette, width, (int)height, bits / 8, signedHeight > 0);
    }

    private static ReadOnlySpan<byte> Palette(byte[] bytes, int from, int to)
    {
        uint colors = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(46));
        long length = 4L * (colors == 0 ? 256 : colors);
        return length <= to - from ? bytes.AsSpan(from, (int)length) : throw new InvalidDataException($"its palette of {colors} colours does not fit before the pixels");
    }

    private static HostArray Pixels(ReadOnlySpan<byte> source, ReadOnlySpan<byte> palette, int width, int height, int pixelBytes, bool fromBottom)
    {
        int stride = ((width * pixelBytes) + 3) / 4 * 4;
        bool grey = pixelBytes == 1 && IsGrey(palette);
        int channels = grey ? 1 : 3;
        byte[] result = new byte[width * height * channels];
        int next = 0;
        for (int y = 0; y < height; y++)
        {
            ReadOnlySpan<byte> row = source.Slice((fromBottom ? height - 1 - y : y) * stride, stride);
            for (int x = 0; x < width; x++)
            {
                ReadOnlySpan<byte> pixel = pixelBytes == 1 ? palette.Slice(4 * row[x], 4) : row.Slice(x * pixelBytes, pixelBytes);
                for (int channel = 0; channel < channels; channel++)
                {
                    result[next++] = pixel[channels - 1 - channel];
                }
            }
        }

        return new HostArray(DType.UInt8, [height, width, channels], result);
    }

    private static bool IsGrey(ReadOnlySpan<byte> palette)
    {
        for (int i = 0; i + 2 < palette.Length; i += 4)
        {
            if (palette[i] != palette[i + 1] || palette[i] != palette[i + 2])
            {
                return false;
            }
        }

        return true;
    }
}
