using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>
/// Products of small matrices whose right factor is packed in panels, two vectors wide: all the products of attention are of this kind. Columns
/// are whole vectors; what is missing to them is zero.
/// </summary>
internal static unsafe class AttentionPanels
{
    /// <summary>Rows of a tile at most, as its buffer has to hold.</summary>
    private const int TileRows = 12;

    /// <summary>A number of columns, filled up to whole vectors.</summary>
    public static int Padded<V, T>(int columns)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged => (columns + V.Count - 1) / V.Count * V.Count;

    /// <summary>Packs a matrix, or its transpose, that lies with some distance between its rows.</summary>
    /// <param name="source">The first element.</param>
    /// <param name="stride">Elements from one row of the source to the next.</param>
    /// <param name="transposed">The rows of the panels are columns of the source.</param>
    /// <param name="panels">[columns / panel, steps, panel].</param>
    /// <param name="steps">Rows of the panels.</param>
    /// <param name="columns">Columns that exist.</param>
    public static void Pack<V, T>(T* source, nint stride, bool transposed, T* panels, int steps, int columns)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        int panel = 2 * V.Count;
        for (int column = 0; column < columns; column += panel)
        {
            int width = Math.Min(panel, columns - column);
            T* from = source + (transposed ? column * stride : column);
            MatMulPanel.Pack<V, T>(from, stride, transposed, panels + ((nint)column * steps), steps, width, width > V.Count ? 2 : 1);
        }
    }

    /// <summary>c [rows, columns] = a [rows, steps] · panels, or that added to c.</summary>
    /// <param name="product">The left factor, its strides and the number of steps.</param>
    /// <param name="panels">The right factor.</param>
    /// <param name="depth">The steps that were packed; the product may use fewer.</param>
    /// <param name="packed">The columns that were packed; the product may use fewer.</param>
    /// <param name="c">The result.</param>
    /// <param name="cRow">Elements from one row of the result to the next.</param>
    /// <param name="rows">Rows of the result.</param>
    /// <param name="columns">Columns of the result.</param>
    /// <param name="accumulate">Whether the product is added to the result.</param>
    public static void Multiply<V, T>(Tile<T> product, T* panels, int depth, int packed, T* c, nint cRow, int rows, int columns, bool accumulate)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        using Scratch.Frame frame = Scratch.Open();
        int panel = 2 * V.Count;
        var tiles = new MatMulTiles<V, T>
        {
            Tile = product,
            TargetRow = cRow,
            Line = frame.TakeZeros<T>(panel),
            Buffer = frame.Take<T>(TileRows * panel),
            First = !accumulate,
            Last = true,
        };
        for (int column = 0; column < columns; column += panel)
        {
            tiles.Width = Math.Min(panel, columns - column);
            tiles.Vectors = tiles.Width > V.Count ? 2 : 1;
            tiles.Target = c + column;
            tiles.Tile.B = panels + ((nint)column * depth);
            tiles.Tile.BStep = packed - column > V.Count ? panel : V.Count;
            tiles.Run(0, rows);
        }
    }
}
