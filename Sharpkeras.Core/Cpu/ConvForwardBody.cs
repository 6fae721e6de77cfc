using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>
/// A convolution as a matrix product whose left factor is never built: neighbouring output pixels are the rows of a tile, output
/// channels its vectors. A chunk is a band of output rows of one image, or several small images.
/// </summary>
internal unsafe struct ConvForwardBody<V, T> : IChunkBody
    where V : struct, ILane<V>, IVectorLane<V, T>
    where T : unmanaged
{
    /// <summary>Multiplications that are worth handing to another thread.</summary>
    private const long Grain = 128 * 1024;

    public ConvGeometry Geometry;
    public ConvSource<T> Source;

    /// <summary>The kernel in panels of <see cref="PanelWidth"/> channels.</summary>
    public T* Packed;
    public T* Bias;
    public TileEpilogue? Epilogue;
    public T* Y;

    private int bands;
    private int rowsPerBand;
    private int imagesPerChunk;

    public static int PanelWidth => 2 * V.Count;

    public readonly int PanelsPerGroup => (Geometry.GroupOutputChannels + PanelWidth - 1) / PanelWidth;

    private readonly int Depth => Geometry.KernelHeight * Geometry.KernelWidth * Geometry.GroupInputChannels;

    /// <summary>The number of chunks, from the sizes alone.</summary>
    public int Split()
    {
        long perRow = Math.Max(1, (long)Geometry.OutputWidth * Geometry.OutputChannels * Depth);
        rowsPerBand = (int)Math.Clamp((Grain + perRow - 1) / perRow, 1, Geometry.OutputHeight);
        bands = (Geometry.OutputHeight + rowsPerBand - 1) / rowsPerBand;
        imagesPerChunk = bands > 1 ? 1 : (int)Math.Clamp(Grain / (perRow * Geometry.OutputHeight), 1, Math.Max(1, Geometry.Batch));
        return bands > 1 ? checked(Geometry.Batch * bands) : (Geometry.Batch + imagesPerChunk - 1) / imagesPerChunk;
    }

    public void Run(int chunk)
    {
        int first = chunk / bands * imagesPerChunk;
        int row = chunk % bands * rowsPerBand;
        for (int image = first; image < Math.Min(first + imagesPerChunk, Geometry.Batch); image++)
        {
            Band(image, row, Math.Min(rowsPerBand, Geometry.OutputHeight - row));
        }
    }

    private readonly void Band(int image, int row, int rows)
    {
        using Scratch.Frame frame = Scratch.Open();
        int needed = ((rows - 1) * Geometry.StrideHeight) + ((Geometry.KernelHeight - 1) * Geometry.DilationHeight) + 1;
        T* buffer = Source.InPlace ? null : frame.Take<T>(needed * Source.RowStride);
        T* x = Source.Rows(image, row * Geometry.StrideHeight, needed, buffer);
        T* line = frame.Take<T>(PanelWidth);
        T* tile = frame.Take<T>(12 * PanelWidth);
        T* y = Y + ((((nint)image * Geometry.OutputHeight) + row) * Geometry.OutputWidth * Geometry.OutputChannels);
        for (int panel = 0; panel < Geometry.Groups * PanelsPerGroup; panel++)
        {
            Panel(panel, x, y, rows, line, tile);
        }

        Epilogue?.Apply(y, (nint)rows * Geometry.OutputWidth * Geometry.OutputChannels);
    }

    private readonly void Panel(int panel, T* x, T* y, int rows, T* line, T* buffer)
    {
        int group = panel / PanelsPerGroup;
        int column = panel % PanelsPerGroup * PanelWidth;
        int width = Math.Min(PanelWidth, Geometry.GroupOutputChannels - column);
        int channel = (group * Geometry.GroupOutputChannels) + column;
        new Span<T>(line, PanelWidth).Clear();
        if (Bias != null)
        {
            Unsafe.CopyBlockUnaligned(line, Bias + channel, (uint)(width * sizeof(T)));
        }

        var tile = new Tile<T>
        {
            ARow = (nint)Geometry.StrideWidth * Geometry.InputChannels,
            AStep = 1,
            B = Packed + ((nint)panel * Depth * PanelWidth),
            BVector = V.Count,
            BStep = PanelWidth,
            CVector = V.Count,
        };
        for (int row = 0; row < rows; row++)
        {
            tile.A = x + (row * Geometry.StrideHeight * Source.RowStride) + ((nint)group * Geometry.GroupInputChannels);
            Row(ref tile, y + ((nint)row * Geometry.OutputWidth * Geometry.OutputChannels) + channel, width, line, buffer);
        }
    }

    /// <summary>One output row of one panel.</summary>
    private readonly void Row(ref Tile<T> tile, T* y, int width, T* line, T* buffer)
    {
        int vectors = width > V.Count ? 2 : 1;
        int max = TileKernels.MaxRows<V, T>(vectors);
        bool buffered = width < vectors * V.Count;
        int pixels;
        for (int pixel = 0; pixel < Geometry.OutputWidth; pixel += pixels)
        {
            pixels = TileKernels.NextRows(Geometry.OutputWidth - pixel, max);
            tile.C = buffered ? buffer : y;
            tile.CRow = buffered ? PanelWidth : Geometry.OutputChannels;
            tile.StartFrom(line, V.Count);
            Taps(tile, pixels, vectors);
            tile.A += pixels * tile.ARow;
            if (buffered)
            {
                for (int i = 0; i < pixels; i++)
                {
                    T* target = y + ((nint)i * Geometry.OutputChannels);
                    Unsafe.CopyBlockUnaligned(target, buffer + (i * PanelWidth), (uint)(width * sizeof(T)));
                }
            }

            y += (nint)pixels * Geometry.OutputChannels;
        }
    }

    private readonly void Taps(Tile<T> tile, int pixels, int vectors)
    {
        if (Geometry.DilationWidth == 1 && Geometry.Groups == 1)
        {
            // the taps of a kernel row are neighbours in memory
            tile.Segments = Geometry.KernelHeight;
            tile.ASegment = Geometry.DilationHeight * Source.RowStride;
            tile.Steps = (nint)Geometry.KernelWidth * Geometry.InputChannels;
            tile.BSegment = tile.Steps * PanelWidth;
            FetchAhead.During(tile.Segments * tile.Steps * pixels * vectors);
            TileKernels.Run<V, T>(tile, pixels, vectors);
            return;
        }

        tile.Segments = Geometry.KernelWidth;
        tile.ASegment = (nint)Geometry.DilationWidth * Geometry.InputChannels;
        tile.Steps = Geometry.GroupInputChannels;
        tile.BSegment = tile.Steps * PanelWidth;
        for (int ky = 0; ky < Geometry.KernelHeight; ky++)
        {
            TileKernels.Run<V, T>(tile, pixels, vectors);
            tile.Accumulate();
            tile.A += Geometry.DilationHeight * Source.RowStride;
            tile.B += tile.Segments * tile.BSegment;
        }
    }
}
