using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>
/// One convolution over a frame of lane images with a border of zeros. Places of the kernel that see only border are skipped: whole
/// rows exactly, columns as far as both pixels of a tile allow.
/// </summary>
internal unsafe struct ConvPass
{
    public int FrameHeight;
    public int FrameWidth;

    /// <summary>The part of the frame that is not border.</summary>
    public int FirstRow;
    public int EndRow;
    public int FirstColumn;
    public int EndColumn;

    public int Channels;
    public int Filters;

    /// <summary>The distance between the weights of neighbouring channels: all filters, of all groups.</summary>
    public int WeightStep;

    public int OutputHeight;
    public int OutputWidth;
    public int KernelHeight;
    public int KernelWidth;
    public int StrideHeight;
    public int StrideWidth;
    public int DilationHeight;
    public int DilationWidth;

    /// <summary>The frame's length along an axis: all that windows reach, and all that the input needs.</summary>
    public static int Frame(int input, int pad, int outputs, int stride, int kernel, int dilation) =>
        Math.Max(pad + input, ((outputs - 1) * stride) + ((kernel - 1) * dilation) + 1);

    public readonly long FrameLength(int lanes) => (long)FrameHeight * FrameWidth * Channels * lanes;

    /// <summary>The result, with room for the second pixel of the last tile.</summary>
    public readonly long ResultLength(int lanes) => (((long)OutputHeight * OutputWidth) + 1) * Filters * lanes;

    /// <summary>result[row][column][filter][lane] = bias + frame ∗ weights; weights [ky][kx][channel][filter].</summary>
    public readonly void Run<V, T>(T* frame, T* weights, T* bias, T* result)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        for (int oy = 0; oy < OutputHeight; oy++)
        {
            int row = oy * StrideHeight;
            int firstRow = Math.Max(0, CeilingOf(FirstRow - row, DilationHeight));
            int endRow = Math.Min(KernelHeight, FloorOf(EndRow - 1 - row, DilationHeight) + 1);
            for (int ox = 0; ox < OutputWidth; ox += 2)
            {
                int column = ox * StrideWidth;
                int firstColumn = Math.Max(0, CeilingOf(FirstColumn - column - StrideWidth, DilationWidth));
                int endColumn = Math.Min(KernelWidth, FloorOf(EndColumn - 1 - column, DilationWidth) + 1);
                Pixels<V, T>(frame, weights, bias, result, oy, ox, firstRow, endRow, firstColumn, endColumn);
            }
        }
    }

    private static int CeilingOf(int a, int b) => a <= 0 ? a / b : (a + b - 1) / b;

    private static int FloorOf(int a, int b) => a >= 0 ? a / b : -((-a + b - 1) / b);

    private readonly void Pixels<V, T>(
        T* frame, T* weights, T* bias, T* result, int oy, int ox, int firstRow, int endRow, int firstColumn, int endColumn)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        nint pixel = (nint)Channels * V.Count;
        bool dense = DilationWidth == 1;
        int columns = Math.Max(0, endColumn - firstColumn);
        var run = new ConvRun
        {
            Rows = Math.Max(0, endRow - firstRow),
            RowStep = DilationHeight * FrameWidth * pixel,
            WeightRowStep = (nint)KernelWidth * Channels * WeightStep,
            Groups = dense ? 1 : columns,
            GroupStep = DilationWidth * pixel,
            WeightGroupStep = (nint)Channels * WeightStep,
            Length = dense ? columns * Channels : Channels,
            WeightStep = WeightStep,
        };
        T* x = frame + (((((oy * StrideHeight) + (firstRow * DilationHeight)) * (nint)FrameWidth) + (ox * StrideWidth) + (firstColumn * DilationWidth)) * pixel);
        T* w = weights + (firstRow * run.WeightRowStep) + (firstColumn * run.WeightGroupStep);
        nint yStep = (nint)Filters * V.Count;
        T* y = result + (((oy * (nint)OutputWidth) + ox) * yStep);

        // The last tile of an odd row has one pixel: its second result lands on the next row's first, which is written later,
        // or in the room behind the last row.
        nint next = StrideWidth * pixel;
        int filter = 0;
        for (; filter + 6 <= Filters && Filters - filter != 8; filter += 6)
        {
            ConvTile.Six<V, T>(run, x, next, w + filter, bias == null ? null : bias + filter, y + (filter * V.Count), yStep);
        }

        for (; filter + 4 <= Filters; filter += 4)
        {
            ConvTile.Four<V, T>(run, x, next, w + filter, bias == null ? null : bias + filter, y + (filter * V.Count), yStep);
        }

        for (; filter < Filters; filter++)
        {
            ConvTile.One<V, T>(run, x, next, w + filter, bias == null ? null : bias + filter, y + (filter * V.Count), yStep);
        }
    }
}
