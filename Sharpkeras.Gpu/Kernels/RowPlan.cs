using ILGPU;

namespace Sharpkeras.Gpu.Kernels;

/// <summary>
/// Rows of n elements that lie side by side, a few threads of a group for each: what a kernel that works row by row gets as an argument.
/// Groups stride over blocks of <see cref="FoldTile.Wide"/> rows.
/// </summary>
internal readonly struct RowPlan(int rows, int n)
{
    /// <summary>How threads share the rows.</summary>
    public readonly FoldTile Tile = FoldPlan.Rows(rows, n);

    /// <summary>The elements of a row.</summary>
    public readonly int Length = n;

    /// <summary>The number of rows.</summary>
    public readonly int Rows = rows;

    /// <summary>The blocks of rows.</summary>
    public int Blocks => ((Rows - 1) / Tile.Wide) + 1;

    /// <summary>This thread's row in a block; −1 where there is none.</summary>
    public int Row(int block)
    {
        int left = Rows - (block * Tile.Wide);
        return Tile.Column < left ? (block * Tile.Wide) + Tile.Column : -1;
    }

    /// <summary>This thread's first element of a row, counted in the row.</summary>
    public int First => Tile.Depth;

    /// <summary>One beyond a row's last element, counted in the row; none for no row.</summary>
    public int End(int row) => row < 0 ? 0 : Length;

    /// <summary>From one of this thread's elements to the next.</summary>
    public int Step => Tile.Deep;

    /// <summary>Where a row begins.</summary>
    public int Start(int row) => row < 0 ? 0 : row * Length;

    /// <summary>Whether this thread writes what there is one of for each row.</summary>
    public bool Writes(int row) => row >= 0 && Tile.Depth == 0;
}
