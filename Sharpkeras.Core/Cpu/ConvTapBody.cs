using System.Runtime.InteropServices;
using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>
/// The gradient of a convolution's kernel, the other way round: output channels are the rows of a tile, and the taps of a kernel row, which
/// are neighbours in memory, its vectors. It is chosen where there are too few output channels for two vectors. A chunk is some of the
/// images; their sums are added in order at the end. Neither groups nor dilation of columns.
/// </summary>
internal unsafe struct ConvTapBody<V, T> : IChunkBody
    where V : struct, ILane<V>, IVectorLane<V, T>
    where T : unmanaged
{
    private const int EnoughChunks = 16;
    private const long Grain = 128 * 1024;

    /// <summary>Elements of the output's gradient that are gone through for all taps before the next: they stay in cache.</summary>
    private const int BandElements = 4096;

    public ConvGeometry Geometry;
    public ConvSource<T> Source;
    public T* Gradient;

    /// <summary>The bias has a gradient too.</summary>
    public bool WithBias;

    /// <summary>
    /// A sum for each part of the images: [parts, kernel rows, panels, output channels, PanelWidth], and behind the sums of each part those
    /// of the output channels alone, for the bias.
    /// </summary>
    public T* Sums;

    private int parts;

    public readonly int Parts => parts;

    public readonly nint PartLength => KernelLength + ChannelPlan.Pad(Geometry.OutputChannels, V.Count);

    private readonly nint KernelLength => (nint)Geometry.KernelHeight * Panels * Geometry.OutputChannels * PanelWidth;

    private static int PanelWidth => 2 * V.Count;

    /// <summary>Taps of a kernel row.</summary>
    private readonly int Taps => Geometry.KernelWidth * Geometry.InputChannels;

    private readonly int Panels => (Taps + PanelWidth - 1) / PanelWidth;

    /// <summary>
    /// What vectors of so many neighbours are worth: the share of lanes that are used. A tile of one vector does three quarters of the
    /// work of one of two in its time, since each value is spread for it alone.
    /// </summary>
    public static double Use(int neighbours)
    {
        int rest = neighbours % PanelWidth;
        double cost = neighbours - rest + (rest == 0 ? 0 : rest <= V.Count ? V.Count / 0.75 : PanelWidth);
        return neighbours / cost;
    }

    /// <summary>The number of chunks, from the sizes alone.</summary>
    public int Split()
    {
        long work = (long)Geometry.Batch * Geometry.OutputHeight * Geometry.OutputWidth * PartLength;
        parts = (int)Math.Clamp(Math.Min(EnoughChunks, work / Grain), 1, Math.Max(1, Geometry.Batch));
        return parts;
    }

    public void Run(int chunk)
    {
        T* sums = Sums + (chunk * PartLength);
        NativeMemory.Clear(sums, (nuint)(PartLength * sizeof(T)));
        int from = (int)((long)Geometry.Batch * chunk / parts);
        int to = (int)((long)Geometry.Batch * (chunk + 1) / parts);
        int bandRows = Math.Clamp(BandElements / (Geometry.OutputWidth * Geometry.OutputChannels), 1, Geometry.OutputHeight);
        for (int image = from; image < to; image++)
        {
            for (int row = 0; row < Geometry.OutputHeight; row += bandRows)
            {
                Band(image, row, Math.Min(bandRows, Geometry.OutputHeight - row), sums);
            }
        }
    }

    private readonly void Band(int image, int row, int rows, T* sums)
    {
        using Scratch.Frame frame = Scratch.Open();
        int needed = ((rows - 1) * Geometry.StrideHeight) + ((Geometry.KernelHeight - 1) * Geometry.DilationHeight) + 1;
        T* x = Input(frame, image, row * Geometry.StrideHeight, needed);
        nint rowLength = (nint)Geometry.OutputWidth * Geometry.OutputChannels;
        var tile = new Tile<T>
        {
            A = Gradient + ((((nint)image * Geometry.OutputHeight) + row) * rowLength),
            ARow = 1,
            AStep = Geometry.OutputChannels,
            ASegment = rowLength,
            BVector = V.Count,
            BStep = (nint)Geometry.StrideWidth * Geometry.InputChannels,
            BSegment = Geometry.StrideHeight * Source.RowStride,
            C = sums,
            CRow = PanelWidth,
            CVector = V.Count,
            Segments = rows,
            Steps = Geometry.OutputWidth,
        };
        if (WithBias)
        {
            T* line = frame.Take<T>(Geometry.OutputChannels);
            ReduceLoop.Columns<SumReduction, V, T>(default, tile.A, line, (nint)rows * Geometry.OutputWidth, Geometry.OutputChannels, Geometry.OutputChannels);
            LineMath.Add<V, T>(sums + KernelLength, line, Geometry.OutputChannels);
        }

        for (int ky = 0; ky < Geometry.KernelHeight; ky++)
        {
            for (int panel = 0; panel < Panels; panel++)
            {
                tile.B = x + (ky * Geometry.DilationHeight * Source.RowStride) + ((nint)panel * PanelWidth);
                Channels(tile, Taps - (panel * PanelWidth) > V.Count ? 2 : 1);
                tile.C += (nint)Geometry.OutputChannels * PanelWidth;
            }
        }
    }

    /// <summary>
    /// Rows of the input. The last vector of taps reaches beyond its pixel, at the end of the last image beyond the input: there
    /// the rows are copied.
    /// </summary>
    private readonly T* Input(Scratch.Frame frame, int image, int row, int count)
    {
        if (Source.InPlace && image < Geometry.Batch - 1 && Geometry.InputHeight * Source.RowStride >= PanelWidth)
        {
            return Source.Rows(image, row, count, null);
        }

        nint length = count * Source.RowStride;
        T* buffer = frame.Take<T>(length + PanelWidth);
        new Span<T>(buffer + length, PanelWidth).Clear();
        T* rows = Source.Rows(image, row, count, buffer);
        if (rows != buffer)
        {
            Buffer.MemoryCopy(rows, buffer, length * sizeof(T), length * sizeof(T));
        }

        return buffer;
    }

    private readonly void Channels(Tile<T> tile, int vectors)
    {
        int max = TileKernels.MaxRows<V, T>(vectors);
        int rows;
        for (int channel = 0; channel < Geometry.OutputChannels; channel += rows)
        {
            rows = TileKernels.NextRows(Geometry.OutputChannels - channel, max);
            tile.Accumulate();
            TileKernels.Run<V, T>(tile, rows, vectors);
            tile.A += rows;
            tile.C += (nint)rows * PanelWidth;
        }
    }

    /// <summary>Adds the parts in order and brings the sums to the kernel's layout.</summary>
    public readonly void Finish(T* dw, T* dbias)
    {
        LineMath.AddParts<V, T>(Sums, parts, PartLength);
        if (dbias != null)
        {
            Buffer.MemoryCopy(Sums + KernelLength, dbias, Geometry.OutputChannels * sizeof(T), Geometry.OutputChannels * sizeof(T));
        }

        T* sums = Sums;
        nint outputs = Geometry.OutputChannels;
        for (int ky = 0; ky < Geometry.KernelHeight; ky++)
        {
            for (int tap = 0; tap < Taps; tap += PanelWidth)
            {
                int width = Math.Min(PanelWidth, Taps - tap);
                Transposer.Run(sums, PanelWidth, dw + ((((nint)ky * Taps) + tap) * outputs), outputs, outputs, width);
                sums += outputs * PanelWidth;
            }
        }
    }
}
