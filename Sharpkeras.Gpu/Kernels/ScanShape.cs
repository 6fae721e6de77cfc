namespace Sharpkeras.Gpu.Kernels;

/// <summary>Running folds along the middle of [outer, length, inner]. Column o·inner + n is the column n of block o.</summary>
internal struct ScanShape
{
    /// <summary>The elements of a column.</summary>
    public int Length;

    /// <summary>The distance between them.</summary>
    public int Inner;

    /// <summary>All columns.</summary>
    public int Columns;

    /// <summary>1 where folds begin at the end.</summary>
    public int IsReverse;

    /// <summary>Into how many parts a column is cut.</summary>
    public int Parts;

    /// <summary>The elements of a part; the last may have fewer.</summary>
    public int PartLength;

    /// <summary>Where a column's fold begins.</summary>
    public readonly int Start(int column)
    {
        int outer = column / Inner;
        int first = IsReverse != 0 ? (Length - 1) * Inner : 0;
        return (outer * Length * Inner) + (column - (outer * Inner)) + first;
    }

    /// <summary>The distance from an element to the next that is folded.</summary>
    public readonly int Step() => IsReverse != 0 ? -Inner : Inner;
}
