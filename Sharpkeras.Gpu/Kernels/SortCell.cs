namespace Sharpkeras.Gpu.Kernels;

/// <summary>
/// What a thread handles of the runs that lie in a group's shared memory. Neighbouring threads go along a row, or across rows where those lie
/// side by side in memory.
/// </summary>
internal readonly struct SortCell
{
    /// <summary>The place in shared memory.</summary>
    public readonly int Index;

    /// <summary>The run, counted from the first of the launch.</summary>
    public readonly int Run;

    /// <summary>The place in the run.</summary>
    public readonly int At;

    /// <summary>The row, counted from the first of the launch.</summary>
    public readonly int Row;

    /// <summary>The place in the row.</summary>
    public readonly int Place;

    public SortCell(SortShape shape, int group, int e)
    {
        int slot = shape.Inner > 1 ? e % shape.Together : e / shape.Width;
        int runs = shape.Runs();
        At = shape.Inner > 1 ? e / shape.Together : e % shape.Width;
        Index = (slot * shape.Width) + At;
        Run = (group * shape.Together) + slot;
        Row = Run / runs;
        Place = ((Run - (Row * runs)) * shape.Width) + At;
    }

    /// <summary>Whether there is such an element: rows and runs are filled up.</summary>
    public bool IsIn(SortShape shape) => Row < shape.Rows && Place < shape.Length;
}
