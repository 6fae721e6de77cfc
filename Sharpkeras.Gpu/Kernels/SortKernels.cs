using ILGPU;

namespace Sharpkeras.Gpu.Kernels;

/// <summary>
/// Sorting along an axis. Runs of up to <see cref="Tile"/> elements are sorted in shared memory by Batcher's bitonic network (1968), several
/// short rows in one group; longer rows are merged from runs: each element finds its place by a search in the other run.
/// </summary>
internal static class SortKernels
{
    /// <summary>The longest run that a group sorts.</summary>
    public const int Tile = 2048;

    /// <summary>The threads of a group.</summary>
    public const int GroupSize = 256;

    /// <summary>
    /// Sorts runs. Where a row is one run the wanted values and places are written (<paramref name="wants"/>: 1 values, 2 places, 3 both), for
    /// 0 the codes [rows, runs, kept], filled up with the last code.
    /// </summary>
    [GpuKernel]
    public static void Runs<S, C>(
        SortShape shape, ArrayView<S> x, ArrayView<C> codes, ArrayView<S> values, ArrayView<int> places, int wants, int groups)
        where S : unmanaged, ISortKey<S, C>
        where C : unmanaged, ISortCode<C>
    {
        ArrayView<C> tile = SharedMemory.Allocate<C>(Tile);
        int elements = shape.Width * shape.Together;
        for (int group = Grid.IdxX; group < groups; group += Grid.DimX)
        {
            for (int e = Group.IdxX; e < elements; e += GroupSize)
            {
                var cell = new SortCell(shape, group, e);
                C code = C.Last;
                if (cell.IsIn(shape))
                {
                    int at = shape.Start(shape.FirstRow + cell.Row) + (cell.Place * shape.Inner);
                    code = S.Code(x[at], cell.Place, shape.Flip);
                }

                tile[cell.Index] = code;
            }

            Group.Barrier();
            Network(tile, shape.Width, elements / 2);
            for (int e = Group.IdxX; e < elements; e += GroupSize)
            {
                var cell = new SortCell(shape, group, e);
                if (wants == 0 && cell.Row < shape.Rows && cell.At < shape.Kept)
                {
                    codes[(cell.Run * shape.Kept) + cell.At] = tile[cell.Index];
                }
                else if (wants != 0 && cell.IsIn(shape) && cell.Place < shape.Take)
                {
                    Write(shape, x, values, places, wants, shape.FirstRow + cell.Row, cell.Place, C.Place(tile[cell.Index]));
                }
            }

            Group.Barrier();
        }
    }

    /// <summary>
    /// Merges pairs of sorted runs of <paramref name="width"/> codes in rows of <paramref name="rowLength"/>. Only the last code may stand
    /// there more than once, and only in one run of a row.
    /// </summary>
    [GpuKernel]
    public static void Merge<C>(ArrayView<C> source, ArrayView<C> target, int width, int rowLength, int length)
        where C : unmanaged, ISortCode<C>
    {
        for (int i = Threads.Index; i < length; i += Threads.Count)
        {
            int row = i / rowLength;
            int rowStart = row * rowLength;
            int at = i - rowStart;
            int run = at / width;
            C code = source[i];

            // how many of the other run come before: an even run's partner follows it, and may be short or missing
            int low = ((run ^ 1) * width) < rowLength ? (run ^ 1) * width : rowLength;
            int other = low;
            int high = rowLength - low < width ? rowLength : low + width;
            while (low < high)
            {
                int middle = low + ((high - low) / 2);
                bool before = C.IsLess(source[rowStart + middle], code);
                low = before ? middle + 1 : low;
                high = before ? high : middle;
            }

            int pair = (run & ~1) * width;
            target[rowStart + pair + (at - (run * width)) + (low - other)] = code;
        }
    }

    /// <summary>The wanted values and places of rows whose codes are sorted.</summary>
    [GpuKernel]
    public static void Results<S, C>(
        SortShape shape, ArrayView<S> x, ArrayView<C> codes, ArrayView<S> values, ArrayView<int> places, int wants, int length)
        where S : unmanaged, ISortKey<S, C>
        where C : unmanaged, ISortCode<C>
    {
        for (int i = Threads.Index; i < length; i += Threads.Count)
        {
            int row = i / shape.Take;
            int at = i - (row * shape.Take);
            Write(shape, x, values, places, wants, shape.FirstRow + row, at, C.Place(codes[(row * shape.Codes()) + at]));
        }
    }

    /// <summary>Sorts runs in shared memory, all of them ascending.</summary>
    private static void Network<C>(ArrayView<C> tile, int width, int pairs)
        where C : unmanaged, ISortCode<C>
    {
        for (int size = 2; size <= width; size *= 2)
        {
            for (int distance = size / 2; distance > 0; distance /= 2)
            {
                for (int p = Group.IdxX; p < pairs; p += GroupSize)
                {
                    int first = (2 * p) - (p & (distance - 1));
                    C low = tile[first];
                    C high = tile[first + distance];
                    bool descends = (first & (width - 1) & size) != 0;
                    if (C.IsLess(high, low) != descends)
                    {
                        tile[first] = high;
                        tile[first + distance] = low;
                    }
                }

                Group.Barrier();
            }
        }
    }

    private static void Write<S>(
        SortShape shape, ArrayView<S> x, ArrayView<S> values, ArrayView<int> places, int wants, int row, int at, int place)
        where S : unmanaged
    {
        int target = shape.Target(row) + (at * shape.Inner);
        if ((wants & 1) != 0)
        {
            values[target] = x[shape.Start(row) + (place * shape.Inner)];
        }

        if ((wants & 2) != 0)
        {
            places[target] = place;
        }
    }
}
