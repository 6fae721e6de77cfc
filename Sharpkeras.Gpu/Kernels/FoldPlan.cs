namespace Sharpkeras.Gpu.Kernels;

/// <summary>
/// A fold over the middle of [outer, reduced, inner]: outer·inner columns in blocks of a tile, and each column in parts of which a group
/// folds one. It follows from the sizes alone, so that results are the same on every device. Kernels get it as an argument.
/// </summary>
internal readonly struct FoldPlan
{
    /// <summary>Elements up to which one launch is cheaper than two that use more of the device.</summary>
    private const int Small = 16384;

    /// <summary>Groups that fill a large device.</summary>
    private const int ManyGroups = 512;

    /// <summary>The least elements that are worth a group.</summary>
    private const int GroupElements = 4096;

    /// <summary>Elements a thread where every one is written.</summary>
    private const int SpreadElements = 8;

    /// <summary>How threads share the columns.</summary>
    public readonly FoldTile Tile;

    /// <summary>The number of columns, outer·inner.</summary>
    public readonly int Columns;

    /// <summary>The number of elements of a column.</summary>
    public readonly int Reduced;

    /// <summary>The distance between the elements of a column.</summary>
    public readonly int Inner;

    /// <summary>In how many parts a column is folded.</summary>
    public readonly int Parts;

    /// <summary>The elements of a part; the last has what is left.</summary>
    public readonly int PartLength;

    private FoldPlan(FoldTile tile, int columns, int reduced, int inner, long parts)
    {
        Tile = tile;
        Columns = columns;
        Reduced = reduced;
        Inner = inner;
        long length = parts <= 1 ? reduced : (reduced + parts - 1) / parts;
        PartLength = parts <= 1 ? reduced : (int)((length + tile.Deep - 1) / tile.Deep * tile.Deep);
        Parts = parts <= 1 ? 1 : (reduced + PartLength - 1) / PartLength;
    }

    /// <summary>The blocks of columns.</summary>
    public int Blocks => (Columns + Tile.Wide - 1) / Tile.Wide;

    /// <summary>The groups' tasks: a part of a block each.</summary>
    public int Tasks => Blocks * Parts;

    /// <summary>The plan for a tensor; in more than one part where it is large and has few columns.</summary>
    public static FoldPlan Of(int outer, int reduced, int inner)
    {
        FoldPlan whole = Whole(outer, reduced, inner);
        int blocks = whole.Blocks;
        long elements = (long)reduced * whole.Tile.Wide;
        return blocks >= ManyGroups / 2 || elements * blocks <= Small
            ? whole
            : new FoldPlan(whole.Tile, whole.Columns, reduced, inner, Math.Min(ManyGroups / blocks, elements / GroupElements));
    }

    /// <summary>The plan in which each column is folded at once.</summary>
    public static FoldPlan Whole(int outer, int reduced, int inner)
    {
        int columns = checked(outer * inner);
        return new FoldPlan(inner == 1 ? Rows(outer, reduced) : Across(columns, reduced, inner), columns, reduced, inner, 1);
    }

    /// <summary>
    /// The plan of a kernel that writes every element, with a column's numbers at hand: parts of some elements a thread.
    /// </summary>
    public static FoldPlan Spread(int outer, int reduced, int inner)
    {
        FoldPlan whole = Whole(outer, reduced, inner);
        int part = whole.Tile.Deep * SpreadElements;
        return new FoldPlan(whole.Tile, whole.Columns, reduced, inner, ((long)reduced + part - 1) / part);
    }

    /// <summary>
    /// The tile for rows of n elements that lie side by side: some four elements a thread, fewer where rows alone do not fill a device.
    /// </summary>
    public static FoldTile Rows(int rows, int n)
    {
        int deep = 1;
        while (deep < GpuBackend.GroupSize && (4L * deep < n || (deep < n && (long)rows * deep < Small)))
        {
            deep *= 2;
        }

        return FoldTile.OfRows(GpuBackend.GroupSize / deep, deep);
    }

    /// <summary>
    /// Columns side by side: up to 64 of them, so that whole lines of memory are read, and the other threads along them, but no more than
    /// have four elements each.
    /// </summary>
    private static FoldTile Across(int columns, int reduced, int inner)
    {
        int deep = columns >= 4 * Small ? 1 : Math.Clamp(reduced / 4, 1, GpuBackend.GroupSize / Math.Clamp(inner, 1, 64));
        int wide = Math.Max(1, Math.Min(columns, GpuBackend.GroupSize / deep));
        int blocks = (columns + wide - 1) / wide;
        return FoldTile.OfColumns(blocks == 0 ? 1 : (columns + blocks - 1) / blocks, deep);
    }
}
