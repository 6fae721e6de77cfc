namespace Sharpkeras.Data;

/// <summary>Undoes the filters of a PNG file's rows and spreads their samples over the pixels.</summary>
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

                Unfilter(row[0], row.AsSpan(1), above);
                Spread(row.AsSpan(1), width, (((y + (i * stepY)) * header.Width) + x) * header.Channels, stepX * header.Channels);
                row.AsSpan(1).CopyTo(above);
            }
        }
    }

    private void Unfilter(byte filter, Span<byte> row, ReadOnlySpan<byte> above)
    {
        int step = Math.Max(1, header.Samples * header.Bits / 8);
        for (int i = 0; i < row.Length; i++)
        {
            int left = i >= step ? row[i - step] : 0;
            int corner = i >= step ? above[i - step] : 0;
            row[i] += (byte)(filter switch
            {
                0 => 0,
                1 => left,
                2 => above[i],
                3 => (left + above[i]) / 2,
                4 => Paeth(left, above[i], corner),
                _ => throw new InvalidDataException($"a row has filter {filter}; 0 to 4 are known"),
            });
        }
    }

    /// <summary>The neighbour that is nearest to left + above − corner.</summary>
    private static int Paeth(int left, int above, int corner)
    {
        int byLeft = Math.Abs(above - corner);
        int byAbove = Math.Abs(left - corner);
        int byCorner = Math.Abs(left + above - (2 * corner));
        return byLeft <= byAbove && byLeft <= byCorner ? left : byAbove <= byCorner ? above : corner;
    }

    private void Spread(ReadOnlySpan<byte> row, int width, int target, int step)
    {
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
