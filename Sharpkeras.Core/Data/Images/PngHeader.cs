using System.Buffers.Binary;

namespace Sharpkeras.Data;

/// <summary>What the first chunk of a PNG file says.</summary>
/// <param name="Width">Pixels in a row.</param>
/// <param name="Height">Rows.</param>
/// <param name="Bits">Bits of a sample.</param>
/// <param name="Color">0 grey, 2 colours, 3 palette, 4 grey with opacity, 6 colours with opacity.</param>
/// <param name="Interlaced">Whether the rows come in Adam7's seven passes.</param>
internal sealed record PngHeader(int Width, int Height, int Bits, int Color, bool Interlaced)
{
    public const int Palette = 3;

    private const int Length = 13;

    /// <summary>Deflate cannot shrink further than this.</summary>
    private const long MaxRatio = 1032;

    /// <summary>The samples of a pixel in the file.</summary>
    public int Samples => Color switch
    {
        2 => 3,
        4 => 2,
        6 => 4,
        _ => 1,
    };

    /// <summary>The channels of a pixel of the array.</summary>
    public int Channels => Color switch
    {
        0 => 1,
        4 or 6 => 4,
        _ => 3,
    };

    /// <exception cref="InvalidDataException">It is no header of such a file, or claims too much.</exception>
    public static PngHeader Read(uint type, ReadOnlySpan<byte> content)
    {
        if (type != PngReader.Type("IHDR"u8) || content.Length != Length)
        {
            throw new InvalidDataException("its first chunk is no IHDR of 13 bytes");
        }

        ImageFile.CheckSize(BinaryPrimitives.ReadUInt32BigEndian(content), BinaryPrimitives.ReadUInt32BigEndian(content[4..]));
        var (bits, color, interlace) = (content[8], content[9], content[12]);
        bool known = color switch
        {
            0 => bits is 1 or 2 or 4 or 8 or 16,
            2 or 4 or 6 => bits is 8 or 16,
            Palette => bits is 1 or 2 or 4 or 8,
            _ => false,
        };
        return known && content[10] == 0 && content[11] == 0 && interlace <= 1
            ? new PngHeader((int)BinaryPrimitives.ReadUInt32BigEndian(content), (int)BinaryPrimitives.ReadUInt32BigEndian(content[4..]), bits, color, interlace == 1)
            : throw new InvalidDataException($"it has colour type {color} with {bits} bits, compression {content[10]}, filter {content[11]} and interlace {interlace}, which PNG does not know");
    }

    /// <summary>Refuses what the compressed data cannot hold, and a palette that is none.</summary>
    public void CheckData(long compressed, int palette)
    {
        if ((long)Width * Height * Samples * Bits / 8 > MaxRatio * compressed)
        {
            throw new InvalidDataException($"it claims {Width} x {Height} pixels in {compressed} compressed bytes");
        }

        if (Color == Palette && (palette == 0 || palette % 3 != 0))
        {
            throw new InvalidDataException($"its palette has {palette} bytes; three for each colour are expected");
        }
    }
}
