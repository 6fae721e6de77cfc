namespace Sharpkeras.Gpu.Kernels.Products;

/// <summary>
/// How a product is divided among groups: the tile, and into how many parts the sum is split. Chosen by an estimate of the time in clocks
/// of a multiprocessor: each has its share of the groups, a slab takes its multiplications, but at least a trip to memory and back, and
/// parts of sums cost a second kernel, which reads them all. The same product is always divided alike on a device, so that results repeat.
/// </summary>
internal readonly record struct ProductPlan(TileKind Tile, int RowTiles, int ColumnTiles, int Splits, int SplitSteps, double Clocks)
{
    /// <summary>What a slab takes at least: loads from memory that is not in the nearest cache, and a barrier.</summary>
    private const double SlabClocks = 600;

    /// <summary>A second kernel, which the host must start and which waits for the first.</summary>
    private const double LaunchClocks = 12_000;

    /// <summary>The bytes that all multiprocessors together read or write in a clock.</summary>
    private const double BytesPerClock = 1000;

    /// <summary>The outputs that a multiprocessor writes in a clock.</summary>
    private const double OutputsPerClock = 16;

    private const int MostSplits = 256;

    private static readonly TileNumbers[] Known =
    [
        new(TileKind.Large, 128, 128, 8, 90),
        new(TileKind.Tall, 128, 64, 8, 78),
        new(TileKind.Middle, 64, 64, 16, 62),
        new(TileKind.Narrow, 64, 16, 32, 36),
        new(TileKind.Small, 32, 32, 32, 40),
    ];

    /// <summary>The fastest division.</summary>
    /// <param name="rows">The rows of the output.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="steps">The length of the sum.</param>
    /// <param name="batches">The number of products.</param>
    /// <param name="units">The multiprocessors of the device.</param>
    /// <param name="size">The bytes of a value.</param>
    public static ProductPlan Choose(int rows, int columns, int steps, int batches, int units, int size)
    {
        ProductPlan best = default;
        foreach (TileNumbers tile in Known)
        {
            // float64 sums of an 8×8 block do not fit a thread's registers
            if (tile.Kind == TileKind.Large && size > 4)
            {
                continue;
            }

            for (int splits = 1; splits <= MostSplits && (splits == 1 || splits * tile.Depth < steps); splits *= 2)
            {
                ProductPlan plan = Estimate(tile, splits, rows, columns, steps, batches, units, size);
                if (best.Splits == 0 || plan.Clocks < best.Clocks)
                {
                    best = plan;
                }
            }
        }

        return best;
    }

    private static ProductPlan Estimate(TileNumbers tile, int splits, int rows, int columns, int steps, int batches, int units, int size)
    {
        int rowTiles = Groups(rows, tile.Rows);
        int columnTiles = Groups(columns, tile.Columns);
        int slabs = Groups(Groups(steps, tile.Depth), splits);
        int parts = Groups(Groups(steps, tile.Depth), Math.Max(slabs, 1));
        double groups = (double)rowTiles * columnTiles * batches * Math.Max(parts, 1);
        double outputsEach = (double)tile.Rows * tile.Columns * Math.Ceiling(groups / units);
        double clocks = (slabs * Math.Max(outputsEach * tile.Depth / tile.PerClock, SlabClocks)) + (outputsEach / OutputsPerClock);
        if (parts > 1)
        {
            double outputs = (double)rows * columns * batches;
            clocks += LaunchClocks + (2 * parts * outputs * size / BytesPerClock) + (outputs * parts > int.MaxValue / 4 ? double.PositiveInfinity : 0);
        }

        return new ProductPlan(tile.Kind, rowTiles, columnTiles, Math.Max(parts, 1), slabs * tile.Depth, clocks);
    }

    private static int Groups(int length, int size) => (int)(((long)length + size - 1) / size);

    /// <param name="Kind">The tile.</param>
    /// <param name="Rows">Its rows.</param>
    /// <param name="Columns">Its columns.</param>
    /// <param name="Depth">The steps of a slab.</param>
    /// <param name="PerClock">The multiplications in a clock of a multiprocessor, of 128 that there could be.</param>
    private readonly record struct TileNumbers(TileKind Kind, int Rows, int Columns, int Depth, double PerClock);
}
