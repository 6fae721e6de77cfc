using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>
/// The right factor of many products, packed once: panels of two vectors of columns, one behind the other, the last one padded with zeros to
/// one or two whole vectors.
/// </summary>
internal unsafe struct PackedMatrix<V, T>
    where V : struct, ILane<V>, IVectorLane<V, T>
    where T : unmanaged
{
    private T* panels;
    private int depth;
    private int width;

    /// <summary>The elements of a row of the result: the columns, up to whole vectors.</summary>
    public readonly int PaddedWidth => (width + V.Count - 1) / V.Count * V.Count;

    private static int PanelWidth => 2 * V.Count;

    /// <summary>Packs a matrix [depth, width], or one that is stored the other way round; all threads take part.</summary>
    public static PackedMatrix<V, T> Of(Scratch.Frame frame, T* matrix, int depth, int width, bool turned)
    {
        var packed = new PackedMatrix<V, T> { depth = depth, width = width };
        packed.panels = frame.Take<T>((nint)depth * packed.PaddedWidth);
        var body = new PackBody { Packed = packed, Matrix = matrix, Turned = turned };
        WorkerPool.Run((width + PanelWidth - 1) / PanelWidth, ref body);
        return packed;
    }

    /// <summary>
    /// c = line + a·matrix for groups of rows. Without a line the product is added to what c holds. A panel goes through all rows while the
    /// first cache holds it.
    /// </summary>
    /// <param name="a">Rows of <c>depth</c> elements.</param>
    /// <param name="aRow">Elements from a row to the next.</param>
    /// <param name="aGroup">Elements from a group to the next.</param>
    /// <param name="c">Rows of <see cref="PaddedWidth"/> elements.</param>
    /// <param name="cRow">As for a.</param>
    /// <param name="cGroup">As for a.</param>
    /// <param name="rows">Rows of a group.</param>
    /// <param name="groups">How many groups.</param>
    /// <param name="line">What the sums start from, <see cref="PaddedWidth"/> elements.</param>
    public readonly void Multiply(T* a, nint aRow, nint aGroup, T* c, nint cRow, nint cGroup, int rows, int groups, T* line)
    {
        for (int column = 0; column < width; column += PanelWidth)
        {
            int vectors = width - column > V.Count ? 2 : 1;
            var tile = new Tile<T>
            {
                ARow = aRow,
                AStep = 1,
                B = panels + ((nint)column * depth),
                BVector = V.Count,
                BStep = vectors * V.Count,
                CRow = cRow,
                CVector = V.Count,
                Segments = 1,
                Steps = depth,
            };
            for (int group = 0; group < groups; group++)
            {
                Tiles(ref tile, a + (group * aGroup), c + (group * cGroup) + column, rows, vectors, line == null ? null : line + column);
            }
        }
    }

    private static void Tiles(ref Tile<T> tile, T* a, T* c, int rows, int vectors, T* line)
    {
        int max = TileKernels.MaxRows<V, T>(vectors);
        int count;
        for (int row = 0; row < rows; row += count)
        {
            count = TileKernels.NextRows(rows - row, max);
            tile.A = a + (row * tile.ARow);
            tile.C = c + (row * tile.CRow);
            if (line == null)
            {
                tile.Accumulate();
            }
            else
            {
                tile.StartFrom(line, V.Count);
            }

            TileKernels.Run<V, T>(tile, count, vectors);
        }
    }

    private struct PackBody : IChunkBody
    {
        public PackedMatrix<V, T> Packed;
        public T* Matrix;
        public bool Turned;

        public readonly void Run(int chunk)
        {
            int column = chunk * PanelWidth;
            int columns = Math.Min(PanelWidth, Packed.width - column);
            T* source = Matrix + (Turned ? (nint)column * Packed.depth : column);
            int stride = Turned ? Packed.depth : Packed.width;
            T* target = Packed.panels + ((nint)column * Packed.depth);
            MatMulPanel.Pack<V, T>(source, stride, Turned, target, Packed.depth, columns, columns > V.Count ? 2 : 1);
        }
    }
}
