using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>
/// A convolution to few channels, with one image in each lane: output channels are the rows of a tile (the kernel's values are spread),
/// neighbouring pixels its vectors. A chunk is as many images as there are lanes. Neither groups nor dilation.
/// </summary>
internal unsafe struct LaneConvBody<V, T> : IChunkBody
    where V : struct, ILane<V>, IVectorLane<V, T>
    where T : unmanaged
{
    /// <summary>Multiply-adds of a few pixels beside which memory can be fetched.</summary>
    private const int LongWork = 2048;

    public ConvGeometry Geometry;
    public T* X;
    public T* W;
    public T* Bias;
    public TileEpilogue? Epilogue;
    public T* Y;

    private readonly nint RowLength => (nint)Geometry.OutputWidth * Geometry.OutputChannels;

    /// <summary>The number of chunks.</summary>
    public readonly int Split() => (Geometry.Batch + V.Count - 1) / V.Count;

    public readonly void Run(int chunk)
    {
        using Scratch.Frame frame = Scratch.Open();
        var images = new LaneImages<V, T>(Geometry);
        T* x = frame.Take<T>(images.Length);
        images.Fill(Geometry, X, chunk * V.Count, x, borderRows: false);
        Convolve(images, x, chunk);
    }

    /// <summary>The convolution of images that lie in the lanes. Their border above and below is not read.</summary>
    public readonly void Convolve(in LaneImages<V, T> images, T* x, int chunk)
    {
        using Scratch.Frame frame = Scratch.Open();
        T* lanes = frame.Take<T>(2 * RowLength * V.Count);
        T* start = Start(frame);
        nint imageLength = Geometry.OutputHeight * RowLength;
        T* y = Y + ((nint)chunk * V.Count * imageLength);
        int used = Math.Min(V.Count, Geometry.Batch - (chunk * V.Count));
        int rows;
        for (int row = 0; row < Geometry.OutputHeight; row += rows)
        {
            rows = PairsRows(row) ? 2 : 1;
            if (rows == 2)
            {
                TwoRows(images, x, row, start, lanes);
            }
            else
            {
                Row(images, x, row, start, lanes);
            }

            Epilogue?.Apply(lanes, rows * RowLength * V.Count);
            Transposer.Run(lanes, V.Count, y + (row * RowLength), imageLength, rows * RowLength, used);
        }
    }

    /// <summary>What the sums of all channels begin with.</summary>
    public readonly T* Start(Scratch.Frame frame)
    {
        T* start = frame.TakeZeros<T>((nint)Geometry.OutputChannels * V.Count);
        for (int channel = 0; Bias != null && channel < Geometry.OutputChannels; channel++)
        {
            V.Store(V.Broadcast(Bias[channel]), start + (channel * V.Count));
        }

        return start;
    }

    private readonly void Row(in LaneImages<V, T> images, T* x, int row, T* start, T* target)
    {
        Tile<T> tile = TileOf(images, x, row, start, target);
        for (int pixel = 0; pixel < Geometry.OutputWidth; pixel += 2)
        {
            Pixels(tile, images.PixelStride, pixel, Math.Min(2, Geometry.OutputWidth - pixel));
            tile.C += 2 * tile.CVector;
        }
    }

    /// <summary>
    /// Whether a row and the next are better done together, a pixel and the one below it. Neighbours in a row share more of the input, but
    /// beside a border they see different taps, and the last may have no neighbour.
    /// </summary>
    private readonly bool PairsRows(int row)
    {
        int last = Geometry.OutputWidth - 1;
        bool alike = last % 2 == 1 && Taps(0) == Taps(last);
        return !alike && row + 1 < Geometry.OutputHeight && KernelRows(row) == KernelRows(row + 1);
    }

    /// <summary>Never inlined: with both ways in one method the compiler keeps the tile in memory, which costs the other one a fifth.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly void TwoRows(in LaneImages<V, T> images, T* x, int row, T* start, T* target)
    {
        Tile<T> tile = TileOf(images, x, row, start, target);
        tile.BVector = Geometry.StrideHeight * images.RowStride;
        tile.CVector = RowLength * V.Count;
        for (int pixel = 0; pixel < Geometry.OutputWidth; pixel++)
        {
            (int from, int to) = Taps(pixel);
            Pixel(tile, images.PixelStride, pixel, from, to, 2);
            tile.C += (nint)Geometry.OutputChannels * V.Count;
        }
    }

    /// <summary>What the pixels of an output row have in common. Taps that see only the border are left out.</summary>
    public readonly Tile<T> TileOf(in LaneImages<V, T> images, T* x, int row, T* start, T* target)
    {
        int top = row * Geometry.StrideHeight;
        (int from, int to) = KernelRows(row);
        nint tapRow = (nint)Geometry.KernelWidth * Geometry.InputChannels * Geometry.OutputChannels;
        return new Tile<T>
        {
            A = W + (from * tapRow),
            ARow = 1,
            AStep = Geometry.OutputChannels,
            ASegment = tapRow,
            B = x + ((top + from) * images.RowStride),
            BVector = Geometry.StrideWidth * images.PixelStride,
            BStep = V.Count,
            BSegment = images.RowStride,
            C = target,
            CRow = V.Count,
            CVector = (nint)Geometry.OutputChannels * V.Count,
            Start = start,
            StartRow = V.Count,
            StartVector = 0,
            Segments = to - from,
        };
    }

    /// <summary>
    /// One or two pixels of a row, written to where the tile says. Two that see rather different taps are done one by one: at the border
    /// together they would go through more taps than both have.
    /// </summary>
    public readonly void Pixels(Tile<T> tile, nint pixelStride, int pixel, int count)
    {
        (int from, int to) = Taps(pixel);
        if (count == 2)
        {
            (int second, int end) = Taps(pixel + 1);
            (int first, int last) = (Math.Min(from, second), Math.Max(to, end));

            // a tile of one vector has fewer sums at a time and so is worth three quarters
            if (6 * (last - first) >= 4 * (to - from + end - second) && to > from)
            {
                Pixel(tile, pixelStride, pixel, from, to, 1);
                tile.C += tile.CVector;
                Pixel(tile, pixelStride, pixel + 1, second, end, 1);
                return;
            }

            (from, to) = (first, last);
        }

        Pixel(tile, pixelStride, pixel, from, to, count);
    }

    /// <summary>The rows of the kernel that see the input.</summary>
    private readonly (int From, int To) KernelRows(int row)
    {
        int top = row * Geometry.StrideHeight;
        return (Math.Max(0, Geometry.PadTop - top), Math.Min(Geometry.KernelHeight, Geometry.PadTop + Geometry.InputHeight - top));
    }

    /// <summary>The places of a kernel row at which a pixel sees the input.</summary>
    private readonly (int From, int To) Taps(int pixel)
    {
        int left = pixel * Geometry.StrideWidth;
        int from = Math.Clamp(Geometry.PadLeft - left, 0, Geometry.KernelWidth);
        return (from, Math.Max(from, Math.Min(Geometry.KernelWidth, Geometry.PadLeft + Geometry.InputWidth - left)));
    }

    private readonly void Pixel(Tile<T> tile, nint pixelStride, int pixel, int from, int to, int count)
    {
        tile.A += (nint)from * Geometry.InputChannels * Geometry.OutputChannels;
        tile.B += ((pixel * Geometry.StrideWidth) + from) * pixelStride;
        tile.Steps = (to - from) * Geometry.InputChannels;
        int max = TileKernels.MaxRows<V, T>(count);
        nint work = tile.Steps * tile.Segments * count * Geometry.OutputChannels;
        if (work >= LongWork)
        {
            FetchAhead.During(work);
        }

        int rows;
        for (int channel = 0; channel < Geometry.OutputChannels; channel += rows)
        {
            rows = TileKernels.NextRows(Geometry.OutputChannels - channel, max);
            TileKernels.Run<V, T>(tile, rows, count);
            tile.A += rows;
            tile.C += rows * V.Count;
            tile.Start += rows * V.Count;
        }
    }
}
