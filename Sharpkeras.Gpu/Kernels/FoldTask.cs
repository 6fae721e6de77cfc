namespace Sharpkeras.Gpu.Kernels;

/// <summary>What one thread does of a fold's task: some elements of a part of a column. Threads without a column have none.</summary>
internal readonly struct FoldTask
{
    /// <summary>The column; 0 for a thread that has none.</summary>
    public readonly int Column;

    /// <summary>The number of the part.</summary>
    public readonly int Part;

    /// <summary>The number of elements of the part.</summary>
    public readonly int Length;

    /// <summary>This thread's first element, counted in the column.</summary>
    public readonly int First;

    /// <summary>One beyond the part's last element.</summary>
    public readonly int End;

    /// <summary>From one of this thread's elements to the next.</summary>
    public readonly int Step;

    /// <summary>Whether this thread writes the result of the part.</summary>
    public readonly bool Writes;

    public FoldTask(in FoldPlan plan, int task)
    {
        int block = task / plan.Parts;
        Part = task - (block * plan.Parts);
        int column = (block * plan.Tile.Wide) + plan.Tile.Column;
        int depth = plan.Tile.Depth;
        int begin = Part * plan.PartLength;
        bool own = plan.Tile.IsActive && column < plan.Columns;
        Length = Math.Min(plan.Reduced - begin, plan.PartLength);
        Column = own ? column : 0;
        First = begin + depth;
        End = own ? begin + Length : 0;
        Step = plan.Tile.Deep;
        Writes = own && depth == 0;
    }
}
