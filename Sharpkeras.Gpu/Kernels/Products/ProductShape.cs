namespace Sharpkeras.Gpu.Kernels.Products;

/// <summary>
/// The numbers of a product y [batch, rows, columns] = Σ a·b: how groups divide it among them, and where things lie. With splits each
/// group sums a part of the steps only, and y has one output after the other for each part.
/// </summary>
internal struct ProductShape
{
    public int Rows;
    public int Columns;

    /// <summary>The length of the sum.</summary>
    public int Steps;

    /// <summary>The steps of one split, whole slabs.</summary>
    public int SplitSteps;

    /// <summary>From a split's output to the next one's.</summary>
    public int SplitOutput;

    public int Batches;
    public int RowTiles;
    public int ColumnTiles;

    /// <summary>From an entry of the batch to the next, 0 where one serves all.</summary>
    public int LeftBatch, RightBatch, OutputBatch, BiasBatch;

    /// <summary>From an output to that of the next row or column.</summary>
    public int OutputRow, OutputColumn;

    /// <summary>The bias is one for each column (0, 1), for each row (1, 0), or there is none (0, 0).</summary>
    public int BiasRow, BiasColumn;

    /// <summary>Whether an operand's elements lie side by side along the sum.</summary>
    public byte LeftAlong, RightAlong;

    /// <summary>
    /// What a group computes. Tiles are taken in bands of eight rows of tiles, column after column, so that groups which run at the same
    /// time read the same parts of both operands from the cache.
    /// </summary>
    public readonly ProductSpot Spot(int group)
    {
        int tiles = RowTiles * ColumnTiles;
        int entry = group / tiles;
        int tile = group - (entry * tiles);
        int band = tile / (ColumnTiles * 8);
        int rest = tile - (band * ColumnTiles * 8);
        int height = RowTiles - (band * 8) < 8 ? RowTiles - (band * 8) : 8;
        int column = rest / height;
        int split = entry / Batches;
        return new ProductSpot
        {
            RowTile = (band * 8) + rest - (column * height),
            ColumnTile = column,
            Batch = entry - (split * Batches),
            Split = split,
        };
    }
}
