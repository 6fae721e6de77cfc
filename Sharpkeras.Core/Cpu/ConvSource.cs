using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>
/// The input of a convolution, bordered by zeros so that every tap of every output pixel lies inside. Where no border is needed the
/// input is read in place.
/// </summary>
internal readonly unsafe struct ConvSource<T>
    where T : unmanaged
{
    private readonly T* data;
    private readonly int height;
    private readonly int width;
    private readonly int channels;
    private readonly int top;
    private readonly int left;
    private readonly int spreadHeight;
    private readonly int spreadWidth;
    private readonly int columns;

    /// <summary>Describes the input.</summary>
    /// <param name="g">The convolution.</param>
    /// <param name="data">[Batch, InputHeight, InputWidth, InputChannels].</param>
    /// <param name="spreadHeight">Rows lie this far apart, with zeros between: the gradient of a stride.</param>
    /// <param name="spreadWidth">Columns likewise.</param>
    public ConvSource(in ConvGeometry g, T* data, int spreadHeight, int spreadWidth)
    {
        this.data = data;
        height = g.InputHeight;
        width = g.InputWidth;
        channels = g.InputChannels;
        top = g.PadTop;
        left = g.PadLeft;
        this.spreadHeight = spreadHeight;
        this.spreadWidth = spreadWidth;
        columns = ((g.OutputWidth - 1) * g.StrideWidth) + ((g.KernelWidth - 1) * g.DilationWidth) + 1;
        int rows = ((g.OutputHeight - 1) * g.StrideHeight) + ((g.KernelHeight - 1) * g.DilationHeight) + 1;
        InPlace = top == 0 && left == 0 && spreadHeight == 1 && spreadWidth == 1 && rows <= height && columns <= width;
    }

    /// <summary>No border is needed.</summary>
    public bool InPlace { get; }

    /// <summary>Elements from one row to the next.</summary>
    public nint RowStride => (nint)(InPlace ? width : columns) * channels;

    /// <summary>Some rows of an image with their borders, in place or in the buffer.</summary>
    public T* Rows(int image, int row, int count, T* buffer)
    {
        T* start = data + ((nint)image * height * width * channels);
        if (InPlace)
        {
            return start + (row * RowStride);
        }

        for (int i = 0; i < count; i++)
        {
            int at = row + i - top;
            var target = new Span<T>(buffer + (i * RowStride), checked((int)RowStride));
            if (at < 0 || at % spreadHeight != 0 || at / spreadHeight >= height)
            {
                target.Clear();
            }
            else
            {
                Fill(start + ((nint)(at / spreadHeight) * width * channels), target);
            }
        }

        return buffer;
    }

    private void Fill(T* source, Span<T> target)
    {
        if (spreadWidth == 1)
        {
            int from = Math.Clamp(left, 0, columns);
            int to = Math.Clamp(width + left, from, columns);
            target[..(from * channels)].Clear();
            new ReadOnlySpan<T>(source + ((nint)(from - left) * channels), (to - from) * channels).CopyTo(target[(from * channels)..]);
            target[(to * channels)..].Clear();
            return;
        }

        target.Clear();
        for (int i = 0; i < width; i++)
        {
            int at = left + (i * spreadWidth);
            if (at >= 0 && at < columns)
            {
                new ReadOnlySpan<T>(source + ((nint)i * channels), channels).CopyTo(target[(at * channels)..]);
            }
        }
    }
}
