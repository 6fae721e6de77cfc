using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>
/// A matrix product with many rows, block by block: panels of b by a part of the terms are packed by all threads; then rows of a go
/// through all these panels while they are near. A chunk is a few tiles of rows.
/// </summary>
internal unsafe struct BlockedMatMul<V, T>
    where V : struct, ILane<V>, IVectorLane<V, T>
    where T : unmanaged
{
    /// <summary>Fewer rows are left to chunks of columns.</summary>
    public const int FewestRows = 256;

    /// <summary>Terms that are summed before the next.</summary>
    private const int DepthBlock = 512;

    /// <summary>Columns of a block: with the terms 2 MB of float32. Wider blocks leave the last cache, narrower ones fetch rows of a more often.</summary>
    private const int ColumnBlock = 1024;

    /// <summary>Tiles of a chunk: small enough for an even share.</summary>
    private const int TilesPerChunk = 2;

    /// <summary>The product's factors, sizes and what follows; how it is cut there plays no part here.</summary>
    public MatMulBody<V, T> Product;

    private static int PanelWidth => 2 * V.Count;

    /// <summary>Computes the product.</summary>
    public readonly void Run()
    {
        using Scratch.Frame frame = Scratch.Open();
        int depth = 0;
        T* packed = frame.Take<T>((nint)Math.Min(DepthBlock, Product.K) * Math.Min(ColumnBlock, (Product.N + PanelWidth - 1) / PanelWidth * PanelWidth));
        do
        {
            int steps = Math.Min(DepthBlock, Product.K - depth);
            for (int column = 0; column < Product.N; column += ColumnBlock)
            {
                int panels = (Math.Min(ColumnBlock, Product.N - column) + PanelWidth - 1) / PanelWidth;
                var pack = new PackBody { Product = Product, Packed = packed, Depth = depth, Steps = steps, Column = column };
                WorkerPool.Run(pack.Split(panels), ref pack);
                int rows = TilesPerChunk * TileKernels.MaxRows<V, T>(2);
                var body = new RowsBody { Block = pack, Panels = panels, Rows = rows };
                WorkerPool.Run((Product.M + rows - 1) / rows, ref body);
            }

            depth += steps;
        }
        while (depth < Product.K);
    }

    /// <summary>Packs the panels of a block.</summary>
    private struct PackBody : IChunkBody
    {
        private const int RowsPerChunk = 32;

        public MatMulBody<V, T> Product;
        public T* Packed;
        public int Depth;
        public int Steps;
        public int Column;

        private int panels;

        /// <summary>The number of chunks: some rows of all panels, since a whole row of the block is one piece of memory; or a panel.</summary>
        public int Split(int panels)
        {
            this.panels = panels;
            return Product.TransposeB ? panels : (Steps + RowsPerChunk - 1) / RowsPerChunk;
        }

        public readonly void Run(int chunk)
        {
            if (Product.TransposeB)
            {
                int column = Column + (chunk * PanelWidth);
                int width = Math.Min(PanelWidth, Product.N - column);
                T* source = Product.B + ((nint)column * Product.K) + Depth;
                MatMulPanel.Pack<V, T>(source, Product.K, true, Panel(chunk), Steps, width, width > V.Count ? 2 : 1);
                return;
            }

            int end = Math.Min(Steps, (chunk + 1) * RowsPerChunk);
            PackedBytes.Add((long)(end - (chunk * RowsPerChunk)) * (Math.Min(ColumnBlock, Product.N - Column) / PanelWidth * PanelWidth) * sizeof(T));
            for (int row = chunk * RowsPerChunk; row < end; row++)
            {
                PackRow(row);
            }
        }

        [MethodImpl(HotLoop.Options)]
        private readonly void PackRow(int row)
        {
            T* source = Product.B + ((nint)(Depth + row) * Product.N) + Column;
            for (int panel = 0; panel < panels; panel++)
            {
                int width = Math.Min(PanelWidth, Product.N - Column - (panel * PanelWidth));
                if (width == PanelWidth)
                {
                    T* target = Panel(panel) + (row * PanelWidth);
                    V.Store(V.Load(source), target);
                    V.Store(V.Load(source + V.Count), target + V.Count);
                }
                else
                {
                    int padded = width > V.Count ? PanelWidth : V.Count;
                    MatMulPanel.Pack<V, T>(source, Product.N, false, Panel(panel) + (row * padded), 1, width, padded / V.Count);
                }

                source += PanelWidth;
            }
        }

        public readonly T* Panel(int index) => Packed + ((nint)index * Steps * PanelWidth);
    }

    /// <summary>Multiplies a few tiles of rows with the panels of a block.</summary>
    private struct RowsBody : IChunkBody
    {
        /// <summary>Rows that are whole pages apart, or nearly, fall on the same lines of the first cache.</summary>
        private const int Page = 4096;
        private const int NearPage = 16;

        public PackBody Block;
        public int Panels;
        public int Rows;

        public readonly void Run(int chunk)
        {
            ref readonly MatMulBody<V, T> product = ref Block.Product;
            using Scratch.Frame frame = Scratch.Open();
            int max = TileKernels.MaxRows<V, T>(2);
            T* copy = Collide(product.ARow) && product.AStep == 1 ? frame.Take<T>((nint)max * CopyRow) : null;
            var tiles = new MatMulTiles<V, T>
            {
                TargetRow = product.N,
                Line = frame.TakeZeros<T>(PanelWidth),
                Buffer = frame.Take<T>(12 * PanelWidth),
                Epilogue = product.Epilogue,
                First = Block.Depth == 0 && !product.Accumulate,
                AddLine = Block.Depth == 0 && product.Accumulate && product.Bias != null,
                Last = Block.Depth + Block.Steps == product.K,
            };
            tiles.Tile.Steps = Block.Steps;
            int end = Math.Min(product.M, (chunk + 1) * Rows);
            int rows;
            for (int row = chunk * Rows; row < end; row += rows)
            {
                rows = TileKernels.NextRows(end - row, max);
                tiles.Tile.A = product.A + (row * product.ARow) + (Block.Depth * product.AStep);
                tiles.Tile.ARow = product.ARow;
                tiles.Tile.AStep = product.AStep;
                if (copy != null)
                {
                    Copy(tiles.Tile.A, product.ARow, copy, rows);
                    tiles.Tile.A = copy;
                    tiles.Tile.ARow = CopyRow;
                }

                Multiply(tiles, row, rows, Math.Min(max, end - row - rows));
            }
        }

        private static nint CopyRow => DepthBlock + (64 / sizeof(T));

        private static bool Collide(nint row)
        {
            nint beyond = row * sizeof(T) % Page;
            return Math.Min(beyond, Page - beyond) < NearPage;
        }

        private readonly void Multiply(MatMulTiles<V, T> tiles, int row, int rows, int rowsAfter)
        {
            for (int panel = 0; panel < Panels; panel++)
            {
                // what comes next is fetched meanwhile: the result's part of the next panel, and a share of the next rows of a
                FetchTarget(row, rows, panel + 1);
                FetchRows(row + rows, rowsAfter, panel);
                int column = Block.Column + (panel * PanelWidth);
                tiles.Width = Math.Min(PanelWidth, Block.Product.N - column);
                tiles.Vectors = tiles.Width > V.Count ? 2 : 1;
                tiles.Target = Block.Product.C + ((nint)row * Block.Product.N) + column;
                tiles.Tile.B = Block.Panel(panel);
                tiles.Tile.BStep = tiles.Vectors * V.Count;
                if (Block.Product.Bias != null)
                {
                    Unsafe.CopyBlockUnaligned(tiles.Line, Block.Product.Bias + column, (uint)(tiles.Width * sizeof(T)));
                }

                tiles.Run(0, rows);
            }
        }

        private readonly void FetchTarget(int row, int rows, int panel)
        {
            int column = Block.Column + (panel * PanelWidth);
            T* target = Block.Product.C + ((nint)row * Block.Product.N) + column;
            for (int i = 0; i < rows && column < Block.Product.N; i++)
            {
                CacheLines.Fetch(target + ((nint)i * Block.Product.N), PanelWidth * sizeof(T));
            }
        }

        private readonly void FetchRows(int row, int rows, int panel)
        {
            if (Block.Product.AStep != 1)
            {
                return;
            }

            int from = Block.Steps * panel / Panels;
            int to = Block.Steps * (panel + 1) / Panels;
            T* source = Block.Product.A + (row * Block.Product.ARow) + Block.Depth + from;
            for (int i = 0; i < rows; i++)
            {
                CacheLines.Fetch(source + (i * Block.Product.ARow), (to - from) * sizeof(T));
            }
        }

        private readonly void Copy(T* source, nint stride, T* copy, int rows)
        {
            PackedBytes.Add((long)rows * Block.Steps * sizeof(T));
            for (int i = 0; i < rows; i++)
            {
                Buffer.MemoryCopy(source + (i * stride), copy + (i * CopyRow), Block.Steps * sizeof(T), Block.Steps * sizeof(T));
            }
        }
    }
}
