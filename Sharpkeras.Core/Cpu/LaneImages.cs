using System.Runtime.InteropServices;
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
    /// <param name="g">The sizes.</param>
    /// <param name="x">All images.</param>
    /// <param name="firstImage">The image of the first lane.</param>
    /// <param name="target">Room for <see cref="Length"/> elements.</param>
    /// <param name="borderRows">Whether the rows above and below the images are looked at; else they hold anything.</param>
    public void Fill(in ConvGeometry g, T* x, int firstImage, T* target, bool borderRows)
    {
        int images = Math.Min(V.Count, g.Batch - firstImage);
        nint rowLength = (nint)g.InputWidth * g.InputChannels;
        nint imageLength = g.InputHeight * rowLength;
        bool bordered = rows != g.InputHeight || columns != g.InputWidth;
        T* source = x + (firstImage * imageLength);
        PackedBytes.Add(images * imageLength * sizeof(T));
        if (images < V.Count || (bordered && borderRows))
        {
            Clear(target, Length);
        }

        if (!bordered)
        {
            Transposer.Run(source, imageLength, target, V.Count, images, imageLength);
            return;
        }

        for (int row = 0; row < g.InputHeight; row++)
        {
            T* place = Row(g, target, row, !borderRows);
            Transposer.Run(source + (row * rowLength), imageLength, place, V.Count, images, rowLength);
        }
    }

    /// <summary>
    /// Where the pixels of an input row begin. Where that is asked for, as much of the border beside them is cleared as
    /// <see cref="LaneConvBody{V, T}.Pixels"/> reads: one of two pixels may see one stride further than it has taps.
    /// </summary>
    public T* Row(in ConvGeometry g, T* target, int row, bool clearSides)
    {
        T* whole = target + ((g.PadTop + row) * RowStride);
        nint left = g.PadLeft * PixelStride;
        if (clearSides)
        {
            nint right = left + (g.InputWidth * PixelStride);
            nint read = g.StrideWidth * PixelStride;
            Clear(whole + Math.Max(0, left - read), Math.Min(left, read));
            Clear(whole + right, Math.Min(RowStride - right, read));
        }

        return whole + left;
    }

    private static void Clear(T* target, nint length) => NativeMemory.Clear(target, (nuint)(length * sizeof(T)));
}
