using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>
/// A few images with one image in each lane, [rows, columns, channels, lanes], bordered by zeros. For few channels this is the only order
/// in which vectors are full. Lanes without an image are zero.
/// </summary>
internal readonly unsafe struct LaneImages<V, T>
    where V : struct, ILane<V>, IVectorLane<V, T>
    where T : unmanaged
{
    private readonly int rows;
    private readonly int columns;

    public LaneImages(in ConvGeometry g)
    {
        rows = ((g.OutputHeight - 1) * g.StrideHeight) + ((g.KernelHeight - 1) * g.DilationHeight) + 1;
        columns = ((g.OutputWidth - 1) * g.StrideWidth) + ((g.KernelWidth - 1) * g.DilationWidth) + 1;
        rows = Math.Max(rows, g.InputHeight + g.PadTop);
        columns = Math.Max(columns, g.InputWidth + g.PadLeft);
        PixelStride = (nint)g.InputChannels * V.Count;
        RowStride = columns * PixelStride;
    }

    public nint PixelStride { get; }

    public nint RowStride { get; }

    public nint Length => rows * RowStride;

    /// <summary>Turns the images from the given one on.</summary>
    public void Fill(in ConvGeometry g, T* x, int firstImage, T* target)
    {
        int images = Math.Min(V.Count, g.Batch - firstImage);
        nint rowLength = (nint)g.InputWidth * g.InputChannels;
        nint imageLength = g.InputHeight * rowLength;
        bool bordered = rows != g.InputHeight || columns != g.InputWidth;
        T* source = x + (firstImage * imageLength);
        if (bordered || images < V.Count)
        {
            System.Runtime.InteropServices.NativeMemory.Clear(target, (nuint)(Length * sizeof(T)));
        }

        if (!bordered)
        {
            Transposer.Run(source, imageLength, target, V.Count, images, imageLength);
            return;
        }

        T* place = target + (g.PadTop * RowStride) + (g.PadLeft * PixelStride);
        for (int row = 0; row < g.InputHeight; row++)
        {
            Transposer.Run(source + (row * rowLength), imageLength, place + (row * RowStride), V.Count, images, rowLength);
        }
    }
}
