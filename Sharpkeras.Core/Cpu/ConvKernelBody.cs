using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>
/// The gradient of a convolution's kernel: taps are the rows of a tile, output channels its vectors, and the sums run over the pixels.
/// A chunk is a panel of output channels by some of the images; the sums of the images' parts are added in order at the end.
/// </summary>
internal unsafe struct ConvKernelBody<V, T> : IChunkBody
    where V : struct, ILane<V>, IVectorLane<V, T>
    where T : unmanaged
{
    private const int EnoughChunks = 16;
    private const long Grain = 128 * 1024;

    /// <summary>Elements of the output's gradient that are gone through for all taps before the next: they stay in cache.</summary>
    private const int BandElements = 8192;

    public ConvGeometry Geometry;
    public ConvSource<T> Source;
    public T* Gradient;

    /// <summary>A sum for each part of the images: [parts, panels, taps, PanelWidth].</summary>
    public T* Sums;

    private int parts;

    public static int PanelWidth => 2 * V.Count;

    public readonly int Parts => parts;

    public readonly int PanelsPerGroup => (Geometry.GroupOutputChannels + PanelWidth - 1) / PanelWidth;

    public readonly int Panels => Geometry.Groups * PanelsPerGroup;

    public readonly int Depth => Geometry.KernelHeight * Geometry.KernelWidth * Geometry.GroupInputChannels;

    public readonly nint PartLength => (nint)Panels * Depth * PanelWidth;

    /// <summary>The number of chunks, from the sizes alone.</summary>
    public int Split()
    {
        long work = (long)Geometry.Batch * Geometry.OutputHeight * Geometry.OutputWidth * Geometry.OutputChannels * Depth;
        long wanted = Math.Min((EnoughChunks + Panels - 1) / Panels, work / (Grain * Panels));
        parts = (int)Math.Clamp(wanted, 1, Math.Max(1, Geometry.Batch));
        return parts * Panels;
    }

    public void Run(int chunk)
    {
        int part = chunk / Panels;
        int panel = chunk % Panels;
        T* sums = Sums + (part * PartLength) + ((nint)panel * Depth * PanelWidth);
        new Span<T>(sums, Depth * PanelWidth).Clear();
        int from = (int)((long)Geometry.Batch * part / parts);
        int to = (int)((long)Geometry.Batch * (part + 1) / parts);
        int bandRows = Math.Clamp(BandElements / (Geometry.OutputWidth * PanelWidth), 1, Geometry.OutputHeight);
        for (int image = from; image < to; image++)
        {
            for (int row = 0; row < Geometry.OutputHeight; row += bandRows)
            {
                Band(image, panel, row, Math.Min(bandRows, Geometry.OutputHeight - row), sums);
            }
        }
    }

    private readonly void Band(int image, int panel, int row, int rows, T* sums)
    {
        using Scratch.Frame frame = Scratch.Open();
        int needed = ((rows - 1) * Geometry.StrideHeight) + ((Geometry.KernelHeight - 1) * Geometry.DilationHeight) + 1;
        T* buffer = Source.InPlace ? null : frame.Take<T>(needed * Source.RowStride);
        T* x = Source.Rows(image, row * Geometry.StrideHeight, needed, buffer);
        int group = panel / PanelsPerGroup;
        int column = panel % PanelsPerGroup * PanelWidth;
        int width = Math.Min(PanelWidth, Geometry.GroupOutputChannels - column);
        int vectors = width > V.Count ? 2 : 1;
        T* dy = Gradient + ((((nint)image * Geometry.OutputHeight) + row) * Geometry.OutputWidth * Geometry.OutputChannels);
        dy += (group * Geometry.GroupOutputChannels) + column;
        nint dyPixel = Geometry.OutputChannels;
        if (width < vectors * V.Count)
        {
            T* padded = frame.Take<T>((nint)rows * Geometry.OutputWidth * PanelWidth);
            ConvWeights.PackPanel(dy, dyPixel, padded, PanelWidth, rows * Geometry.OutputWidth, width);
            dy = padded;
            dyPixel = PanelWidth;
        }

        var tile = new Tile<T>
        {
            A = x + ((nint)group * Geometry.GroupInputChannels),
            ARow = 1,
            AStep = (nint)Geometry.StrideWidth * Geometry.InputChannels,
            ASegment = Geometry.StrideHeight * Source.RowStride,
            B = dy,
            BVector = V.Count,
            BStep = dyPixel,
            BSegment = Geometry.OutputWidth * dyPixel,
            C = sums,
            CRow = PanelWidth,
            CVector = V.Count,
            Segments = rows,
            Steps = Geometry.OutputWidth,
        };
        Taps(tile, vectors);
    }

    private readonly void Taps(Tile<T> tile, int vectors)
    {
        // where the taps of a kernel row are neighbours in memory they form one run
        bool joined = Geometry.DilationWidth == 1 && Geometry.Groups == 1;
        int runs = joined ? 1 : Geometry.KernelWidth;
        int length = joined ? Geometry.KernelWidth * Geometry.InputChannels : Geometry.GroupInputChannels;
        T* x = tile.A;
        int max = TileKernels.MaxRows<V, T>(vectors);
        for (int run = 0; run < Geometry.KernelHeight * runs; run++)
        {
            tile.A = x + (run / runs * Geometry.DilationHeight * Source.RowStride);
            tile.A += (nint)(run % runs) * Geometry.DilationWidth * Geometry.InputChannels;
            int rows;
            for (int tap = 0; tap < length; tap += rows)
            {
                rows = TileKernels.NextRows(length - tap, max);
                tile.Accumulate();
                TileKernels.Run<V, T>(tile, rows, vectors);
                tile.A += rows;
                tile.C += (nint)rows * PanelWidth;
            }
        }
    }

    /// <summary>Adds the parts in order and brings the panels to the kernel's layout.</summary>
    public readonly void Finish(T* dw)
    {
        LineMath.AddParts<V, T>(Sums, parts, PartLength);

        T* sums = Sums;
        for (int panel = 0; panel < Panels; panel++)
        {
            int column = panel % PanelsPerGroup * PanelWidth;
            int width = Math.Min(PanelWidth, Geometry.GroupOutputChannels - column);
            T* target = dw + (panel / PanelsPerGroup * Geometry.GroupOutputChannels) + column;
            for (int tap = 0; tap < Depth; tap++)
            {
                Unsafe.CopyBlockUnaligned(target + ((nint)tap * Geometry.OutputChannels), sums, (uint)(width * sizeof(T)));
                sums += PanelWidth;
            }
        }
    }
}
