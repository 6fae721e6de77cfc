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
    public ConvGeometry Geometry;
    public T* X;
    public T* W;
    public T* Bias;
    public TileEpilogue? Epilogue;
    public T* Y;

    private nint RowLength => (nint)Geometry.OutputWidth * Geometry.OutputChannels;

    /// <summary>The number of chunks.</summary>
    public readonly int Split() => (Geometry.Batch + V.Count - 1) / V.Count;

    public void Run(int chunk)
    {
        using Scratch.Frame frame = Scratch.Open();
        var images = new LaneImages<V, T>(Geometry);
        T* x = frame.Take<T>(images.Length);
        images.Fill(Geometry, X, chunk * V.Count, x, borderRows: false);
        T* row = frame.Take<T>(RowLength * V.Count);
        T* start = frame.TakeZeros<T>((nint)Geometry.OutputChannels * V.Count);
        for (int channel = 0; Bias != null && channel < Geometry.OutputChannels; channel++)
        {
            V.Store(V.Broadcast(Bias[channel]), start + (channel * V.Count));
        }

        nint imageLength = Geometry.OutputHeight * RowLength;
        T* y = Y + ((nint)chunk * V.Count * imageLength);
        int used = Math.Min(V.Count, Geometry.Batch - (chunk * V.Count));
        for (int i = 0; i < Geometry.OutputHeight; i++)
        {
            Row(images, x, i, start, row);
            Epilogue?.Apply(row, RowLength * V.Count);
            Transposer.Run(row, V.Count, y + (i * RowLength), imageLength, RowLength, used);
        }
    }

    /// <summary>One output row. Taps that see only the border are left out.</summary>
    private readonly void Row(in LaneImages<V, T> images, T* x, int row, T* start, T* target)
    {
        int top = row * Geometry.StrideHeight;
        int from = Math.Max(0, Geometry.PadTop - top);
        int to = Math.Min(Geometry.KernelHeight, Geometry.PadTop + Geometry.InputHeight - top);
        nint tapRow = (nint)Geometry.KernelWidth * Geometry.InputChannels * Geometry.OutputChannels;
        var tile = new Tile<T>
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
        for (int pixel = 0; pixel < Geometry.OutputWidth; pixel += 2)
        {
            Pixels(tile, images.PixelStride, pixel, Math.Min(2, Geometry.OutputWidth - pixel));
        }
    }

    private readonly void Pixels(Tile<T> tile, nint pixelStride, int pixel, int count)
    {
        int left = pixel * Geometry.StrideWidth;
        int right = (pixel + count - 1) * Geometry.StrideWidth;
        int from = Math.Max(0, Geometry.PadLeft - right);
        int to = Math.Min(Geometry.KernelWidth, Geometry.PadLeft + Geometry.InputWidth - left);
        tile.A += (nint)from * Geometry.InputChannels * Geometry.OutputChannels;
        tile.B += (left + from) * pixelStride;
        tile.C += pixel * tile.CVector;
        tile.Steps = Math.Max(0, to - from) * Geometry.InputChannels;
        int max = TileKernels.MaxRows<V, T>(count);
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
