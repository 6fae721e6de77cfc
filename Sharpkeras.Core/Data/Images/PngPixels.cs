namespace Sharpkeras.Data;

/// <summary>Spreads the samples of a PNG file's rows over the pixels.</summary>
internal sealed class PngPixels
{
    /// <summary>Adam7: where each pass begins, and its steps.</summary>
    private static readonly (int X, int Y, int StepX, int StepY)[] Passes =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    private readonly PngHeader header;
    private readonly byte[] palette;

    public PngPixels(PngHeader header, ReadOnlySpan<byte> palette)
    {
        this.header = header;
        this.palette = palette.ToArray();
        Bytes = new byte[header.Width * header.Height * header.Channels];
    }

    /// <summary>The pixels, row by row.</summary>
    public byte[] Bytes { get; }

    /// <summary>Reads all rows.</summary>
    /// <exception cref="InvalidDataException">They end too early, have an unknown filter, or colours outside of the palette.</exception>
    public void Read(Stream rows)
    {
        foreach (var (x, y, stepX, stepY) in header.Interlaced ? Passes : [(0, 0, 1, 1)])
        {
            int width = (header.Width - x + stepX - 1) / stepX;
            int height = (header.Height - y + stepY - 1) / stepY;
            int length = ((width * header.Samples * header.Bits) + 7) / 8;
            byte[] row = new byte[length + 1];
            byte[] above = new byte[length];
            for (int i = 0; width > 0 && i < height; i++)
            {
                int read = rows.ReadAtLeast(row, row.Length, throwOnEndOfStream: false);
                if (read < row.Length)
                {
                    throw new InvalidDataException($"its pixels end in row {y + (i * stepY)} of {header.Height}");
                }

                PngFilter.Undo(row[0], row.AsSpan(1), above, Math.Max(1, header.Samples * header.Bits / 8));
                Spread(row.AsSpan(1), width, (((y + (i * stepY)) * header.Width) + x) * header.Channels, stepX * header.Channels);
                row.AsSpan(1).CopyTo(above);
            }
        }
    }

    private void Spread(ReadOnlySpan<byte> row, int width, int target, int step)
    {
        if (header.Bits == 8 && header.Samples == header.Channels && step == header.Channels && header.Color != PngHeader.Palette)
        {
            row.CopyTo(Bytes.AsSpan(target));
            return;
        }

        for (int pixel = 0; pixel < width; pixel++, target += step)
        {
            Span<byte> to = Bytes.AsSpan(target, header.Channels);
            if (header.Color == PngHeader.Palette)
            {
                int color = 3 * Sample(row, pixel);
                if (color >= palette.Length)
                {
                    throw new InvalidDataException($"a pixel has colour {color / 3} of a palette of {palette.Length / 3}");
                }

                palette.AsSpan(color, 3).CopyTo(to);
                continue;
            }

            for (int channel = 0; channel < to.Length; channel++)
            {
                // Grey with opacity has its grey three times.
                int sample = header.Color == 4 ? channel / 3 : channel;
                int value = Sample(row, (pixel * header.Samples) + sample);
                to[channel] = (byte)(header.Bits < 8 ? value * 255 / ((1 << header.Bits) - 1) : value);
            }
        }
    }

    /// <summary>A sample; the upper half of one with 16 bits.</summary>
    private int Sample(ReadOnlySpan<byte> row, int index)
    {
        if (header.Bits >= 8)
        {
            return row[index * header.Bits / 8];
        }

        int bit = index * header.Bits;
        return (row[bit / 8] >> (8 - header.Bits - (bit % 8))) & ((1 << header.Bits) - 1);
    }
}
