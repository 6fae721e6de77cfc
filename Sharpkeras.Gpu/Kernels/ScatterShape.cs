using ILGPU;

namespace Sharpkeras.Gpu.Kernels;

/// <summary>
/// Picks x [outer, picks, inner] that go to rows of y [outer, count, inner], in the order of sorted keys: the rows' numbers, and the place of
/// each pick before sorting. They serve all blocks and columns, or each has its own.
/// </summary>
internal struct ScatterShape
{
    /// <summary>The rows of y.</summary>
    public int Count;

    /// <summary>The picks of a block.</summary>
    public int Picks;

    /// <summary>The elements of a row.</summary>
    public int Inner;

    /// <summary>1 for keys [outer, picks, inner], 0 for keys [picks].</summary>
    public int IsAlong;

    /// <summary>0 where the picks were not sorted because there is one.</summary>
    public int IsSorted;

    /// <summary>Where the keys of a column begin.</summary>
    public readonly int KeyStart(int outer, int column) => IsAlong != 0 ? (outer * Picks * Inner) + column : 0;

    /// <summary>The place of a key among those of its column.</summary>
    public readonly int Key(int start, int pick) => IsAlong != 0 ? start + (pick * Inner) : pick;

    /// <summary>The element of x for a sorted pick.</summary>
    public readonly int Source(ArrayView<int> order, int outer, int key, int pick, int column) =>
        (((outer * Picks) + (IsSorted != 0 ? order[key] : pick)) * Inner) + column;

    /// <summary>The element of y for a key.</summary>
    public readonly int Target(int outer, int key, int column) => (((outer * Count) + key) * Inner) + column;
}
