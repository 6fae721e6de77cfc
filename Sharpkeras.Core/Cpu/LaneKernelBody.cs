using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>
/// The gradient of a kernel with few output channels, with one image in each lane. A chunk is as many images as there are lanes; its
/// sums, still one for each lane, are added to those of the other chunks in order. No groups.
/// </summary>
internal unsafe struct LaneKernelBody<V, T> : IChunkBody
    where V : struct, ILane<V>, IVectorLane<V, T>
    where T : unmanaged
{
    /// <summary>Bytes of the output's gradient and the input below it that are gone through for all taps before the next.</summary>
    private const int BandBytes = 64 * 1024;

    public ConvGeometry Geometry;
    public T* X;
    public T* Gradient;

    /// <summary>Where the output was pooled and only the gradient of that is there, it takes the place of <see cref="Gradient"/>.</summary>
    public LanePooledGradient<V, T> Pooled;

    /// <summary>The bias has a gradient too.</summary>
    public bool WithBias;

    /// <summary>
    /// [chunks, tap tiles, channel tiles, taps of a tile, channels of a tile, lanes], and behind the sums of each chunk those of the output
    /// channels alone, [channels, lanes], for the bias.
    /// </summary>
    public T* Sums;

    public readonly int Depth => Geometry.KernelHeight * Geometry.KernelWidth * Geometry.InputChannels;

    public readonly nint PartLength => KernelLength + ((nint)Geometry.OutputChannels * V.Count);

    private readonly nint KernelLength => (nint)TapTiles * ChannelTiles * TileLength;

    private readonly int ChannelsOfTile => LaneProducts.Channels<V, T>(Geometry.OutputChannels);

    private readonly bool IsPooled => Pooled.Dy != null;

    private readonly int TileLength => LaneProduct<T>.Taps * ChannelsOfTile * V.Count;

    private readonly int TapTiles => (Depth + LaneProduct<T>.Taps - 1) / LaneProduct<T>.Taps;

    private readonly int ChannelTiles => (Geometry.OutputChannels + ChannelsOfTile - 1) / ChannelsOfTile;

    /// <summary>The number of chunks.</summary>
    public readonly int Split() => (Geometry.Batch + V.Count - 1) / V.Count;

    public void Run(int chunk)
    {
        using Scratch.Frame frame = Scratch.Open();
        var images = new LaneImages<V, T>(Geometry);
        T* x = frame.Take<T>(images.Length);
        images.Fill(Geometry, X, chunk * V.Count, x, borderRows: true);
        nint rowLength = (nint)Geometry.OutputWidth * Geometry.OutputChannels;
        nint imageLength = Geometry.OutputHeight * rowLength;
        int used = Math.Min(V.Count, Geometry.Batch - (chunk * V.Count));
        int bandRows = BandRows(rowLength * V.Count, images.RowStride);
        nint bandLength = bandRows * rowLength * V.Count;

        // lanes without an image stay zero
        T* band = used < V.Count ? frame.TakeZeros<T>(bandLength) : frame.Take<T>(bandLength);
        T* dy = Gradient + ((nint)chunk * V.Count * imageLength);
        T* sums = Sums + (chunk * PartLength);
        NativeMemory.Clear(sums, (nuint)(PartLength * sizeof(T)));
        for (int row = 0; row < Geometry.OutputHeight; row += bandRows)
        {
            int rows = Math.Min(bandRows, Geometry.OutputHeight - row);
            if (IsPooled)
            {
                Pooled.Fill(chunk, row, rows, band, rowLength * V.Count);
            }
            else
            {
                Transposer.Run(dy + (row * rowLength), imageLength, band, V.Count, used, rows * rowLength);
            }

            if (WithBias)
            {
                AddPixels(band, (nint)rows * Geometry.OutputWidth, sums + KernelLength);
            }

            Band(images, x + (row * Geometry.StrideHeight * images.RowStride), band, rows, sums);
        }
    }

    /// <summary>Adds the pixels of a band to the sums of their channels.</summary>
    [MethodImpl(HotLoop.Options)]
    private readonly void AddPixels(T* band, nint pixels, T* sums)
    {
        nint step = (nint)Geometry.OutputChannels * V.Count;
        for (nint channel = 0; channel < step; channel += V.Count)
        {
            V even = V.Load(sums + channel);
            V odd = V.Of(0);
            T* place = band + channel;
            nint i = 0;
            for (; i < pixels - 1; i += 2, place += 2 * step)
            {
                even += V.Load(place);
                odd += V.Load(place + step);
            }

            V.Store(even + odd + (i < pixels ? V.Load(place) : V.Of(0)), sums + channel);
        }
    }

    /// <summary>As many rows as stay near together with the input's rows that they look at, but at least one.</summary>
    private readonly int BandRows(nint gradientRow, nint inputRow)
    {
        nint room = BandBytes / sizeof(T);
        nint border = (Geometry.KernelHeight - 1) * Geometry.DilationHeight * inputRow;
        int rows = (int)Math.Clamp((room - border) / (gradientRow + (Geometry.StrideHeight * inputRow)), 1, Geometry.OutputHeight);
        return IsPooled ? Math.Max(2, rows & -2) : rows;
    }

    private readonly void Band(in LaneImages<V, T> images, T* x, T* band, int rows, T* sums)
    {
        var product = new LaneProduct<T>
        {
            X = x,
            XPixel = Geometry.StrideWidth * images.PixelStride,
            XRow = Geometry.StrideHeight * images.RowStride,
            Gradient = band,
            GradientPixel = (nint)Geometry.OutputChannels * V.Count,
            GradientRow = (nint)Geometry.OutputWidth * Geometry.OutputChannels * V.Count,
            Sums = sums,
            Rows = rows,
            Pixels = Geometry.OutputWidth,
        };
        for (int tile = 0; tile < TapTiles; tile++)
        {
            int tap = tile * LaneProduct<T>.Taps;
            product.Tap0 = Offset(images, tap);
            product.Tap1 = Offset(images, tap + 1);
            product.Tap2 = Offset(images, tap + 2);
            product.Tap3 = Offset(images, tap + 3);
            product.Tap4 = Offset(images, tap + 4);
            for (int channel = 0; channel < Geometry.OutputChannels; channel += ChannelsOfTile)
            {
                int last = Geometry.OutputChannels - 1;
                product.Channel0 = (nint)channel * V.Count;
                product.Channel1 = (nint)Math.Min(channel + 1, last) * V.Count;
                product.Channel2 = (nint)Math.Min(channel + 2, last) * V.Count;
                product.Channel3 = (nint)Math.Min(channel + 3, last) * V.Count;
                LaneProducts.Run<V, T>(product, ChannelsOfTile);
                product.Sums += TileLength;
            }
        }
    }

    /// <summary>Where a tap reads, from the pixel's first tap on; those that fill up the last tile repeat the last tap.</summary>
    private readonly nint Offset(in LaneImages<V, T> images, int tap)
    {
        (int pixel, int channel) = Math.DivRem(Math.Min(tap, Depth - 1), Geometry.InputChannels);
        (int ky, int kx) = Math.DivRem(pixel, Geometry.KernelWidth);
        nint row = ky * Geometry.DilationHeight * images.RowStride;
        return row + (kx * Geometry.DilationWidth * images.PixelStride) + ((nint)channel * V.Count);
    }

    /// <summary>Adds the chunks in order, then the lanes.</summary>
    public readonly void Finish(T* dw, T* dbias)
    {
        LineMath.AddParts<V, T>(Sums, Split(), PartLength);

        using Scratch.Frame frame = Scratch.Open();
        nint vectors = PartLength / V.Count;
        T* lanes = frame.Take<T>(PartLength);
        Transposer.Run(Sums, V.Count, lanes, vectors, vectors, V.Count);
        LineMath.AddParts<V, T>(lanes, V.Count, vectors);

        for (int tap = 0; tap < Depth; tap++)
        {
            for (int channel = 0; channel < Geometry.OutputChannels; channel++)
            {
                int tile = (tap / LaneProduct<T>.Taps * ChannelTiles) + (channel / ChannelsOfTile);
                int within = (tap % LaneProduct<T>.Taps * ChannelsOfTile) + (channel % ChannelsOfTile);
                dw[((nint)tap * Geometry.OutputChannels) + channel] = lanes[(tile * LaneProduct<T>.Taps * ChannelsOfTile) + within];
            }
        }

        if (dbias != null)
        {
            Buffer.MemoryCopy(lanes + (KernelLength / V.Count), dbias, Geometry.OutputChannels * sizeof(T), Geometry.OutputChannels * sizeof(T));
        }
    }
}
