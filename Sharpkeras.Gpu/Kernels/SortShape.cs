namespace Sharpkeras.Gpu.Kernels;

/// <summary>
/// What is sorted: rows along the middle of x [outer, length, inner], of which the first <see cref="Take"/> places are wanted.
/// Row o·inner + n is the column n of block o.
/// </summary>
internal struct SortShape
{
    /// <summary>The elements of a row.</summary>
    public int Length;

    /// <summary>The distance between neighbours of a row.</summary>
    public int Inner;

    /// <summary>How many of them are wanted.</summary>
    public int Take;

    /// <summary>−1 for the descending order, else 0.</summary>
    public int Flip;

    /// <summary>The first row of a launch; long rows are sorted some at a time.</summary>
    public int FirstRow;

    /// <summary>The rows of a launch.</summary>
    public int Rows;

    /// <summary>The elements of a run, a power of 2: a row is one run or several.</summary>
    public int Width;

    /// <summary>How many runs a group sorts.</summary>
    public int Together;

    /// <summary>The codes that are kept of a run where a row has several: no more than are wanted.</summary>
    public int Kept;

    /// <summary>How many runs a row has.</summary>
    public readonly int Runs() => (Length + Width - 1) / Width;

    /// <summary>The codes that are kept of a row.</summary>
    public readonly int Codes() => Runs() * Kept;

    /// <summary>The first element of a row in x.</summary>
    public readonly int Start(int row)
    {
        int outer = row / Inner;
        return (outer * Length * Inner) + (row - (outer * Inner));
    }

    /// <summary>The first wanted place of a row in the outputs.</summary>
    public readonly int Target(int row)
    {
        int outer = row / Inner;
        return (outer * Take * Inner) + (row - (outer * Inner));
    }
}
