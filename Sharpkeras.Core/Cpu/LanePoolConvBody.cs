using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>
/// A convolution to few channels, with one image in each lane, and pooling two by two of what it gives, which so never leaves the first
/// cache. A chunk is as many images as there are lanes.
/// </summary>
internal unsafe struct LanePoolConvBody<P, V, T> : IChunkBody
    where P : struct, IPooling
    where V : struct, ILane<V>, IVectorLane<V, T>
    where T : unmanaged
{
    /// <summary>The convolution, of those output pixels that windows cover. Its own output is not used.</summary>
    public LaneConvBody<V, T> Conv;

    /// <summary>Whether max(x, 0) stands between the two.</summary>
    public bool Rectified;

    /// <summary>The words for the gradient, [chunks, pooled pixels, channels, 4], or null.</summary>
    public uint* Gates;

    /// <summary>[batch, pooled height, pooled width, channels].</summary>
    public T* Y;

    public void Run(int chunk)
    {
        using Scratch.Frame frame = Scratch.Open();
        ConvGeometry g = Conv.Geometry;
        var images = new LaneImages<V, T>(g);
        T* x = frame.Take<T>(images.Length);
        images.Fill(g, Conv.X, chunk * V.Count, x, borderRows: false);
        T* start = Conv.Start(frame);
        nint channels = g.OutputChannels;
        nint height = g.OutputHeight / 2;
        nint width = g.OutputWidth / 2;
        T* pixels = frame.Take<T>(LanePooling.Window * channels * V.Count);
        T* row = frame.Take<T>(width * channels * V.Count);
        nint imageLength = height * width * channels;
        T* y = Y + ((nint)chunk * V.Count * imageLength);
        uint* gates = Gates == null ? null : Gates + (chunk * imageLength * LanePooling.Window);
        int used = Math.Min(V.Count, g.Batch - (chunk * V.Count));
        for (nint i = 0; i < height; i++)
        {
            Row(images, x, (int)i, start, pixels, row, gates);
            Transposer.Run(row, V.Count, y + (i * width * channels), imageLength, width * channels, used);
            gates += gates == null ? 0 : width * channels * LanePooling.Window;
        }
    }

    private readonly void Row(in LaneImages<V, T> images, T* x, int row, T* start, T* pixels, T* target, uint* gates)
    {
        nint pixel = (nint)Conv.Geometry.OutputChannels * V.Count;
        T* below = pixels + (2 * pixel);
        Tile<T> upper = Conv.TileOf(images, x, 2 * row, start, pixels);
        Tile<T> lower = Conv.TileOf(images, x, (2 * row) + 1, start, below);
        for (int column = 0; column < Conv.Geometry.OutputWidth; column += 2)
        {
            Conv.Pixels(upper, images.PixelStride, column, 2);
            Conv.Pixels(lower, images.PixelStride, column, 2);
            LanePooling.Forward<P, V, T>(pixels, below, Conv.Geometry.OutputChannels, Rectified, target, gates);
            target += pixel;
            gates += gates == null ? 0 : Conv.Geometry.OutputChannels * LanePooling.Window;
        }
    }
}
