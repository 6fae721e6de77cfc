using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>
/// Matrix products c[m, n] = op(a)·op(b). The left operand is read where it lies; the right one is packed into panels of two vectors
/// where it is transposed, at the right edge, or when its rows are so long that they would leave the cache.
/// </summary>
internal static unsafe class CpuMatMul
{
    /// <summary>Columns of the left operand that are worked through at once, so that a panel stays in the first cache.</summary>
    private const int DepthBlock = 512;

    /// <summary>Multiply-adds of one chunk; fixed, so that the split does not depend on the number of threads.</summary>
    private const long ChunkWork = 256 * 1024;

    public static void Multiply(
        DType dtype,
        void* a,
        void* b,
        void* c,
        int m,
        int n,
        int k,
        bool transposeA,
        bool transposeB,
        void* bias = null,
        TileEpilogue? epilogue = null)
    {
        if (m == 0 || n == 0)
        {
            return;
        }

        var work = new Work
        {
            A = a,
            B = b,
            C = c,
            M = m,
            N = n,
            K = k,
            TransposeA = transposeA,
            TransposeB = transposeB,
            Bias = bias,
            Epilogue = epilogue,
            DType = dtype,
        };
        Lanes.Floating(dtype, ref work);
    }

    private struct Work : IFloatingWork
    {
        public void* A;
        public void* B;
        public void* C;
        public int M;
        public int N;
        public int K;
        public bool TransposeA;
        public bool TransposeB;
        public void* Bias;
        public TileEpilogue? Epilogue;
        public DType DType;

        public void Run<V, T>()
            where V : struct, ILane<V>, IVectorLane<V, T>
            where T : unmanaged
        {
            int width = 2 * V.Count;
            int panels = (N + width - 1) / width;
            bool packAll = TransposeB || (N > 512 && M > 4 * MatMulTile.Rows);
            int firstPacked = packAll ? 0 : N / width;
            T* packed = Scratch.Get<T>(Scratch.Shared, Math.Max(1, (long)(panels - firstPacked) * width * K));
            if (panels > firstPacked)
            {
                var pack = new PackBody<V, T> { Work = this, Packed = packed, First = firstPacked };
                WorkerPool.Run(panels - firstPacked, ref pack);
            }

            int tiles = (M + MatMulTile.Rows - 1) / MatMulTile.Rows;
            long tileWork = Math.Max(1, (long)MatMulTile.Rows * width * K);
            var body = new ProductBody<V, T> { Work = this, Packed = packed, FirstPacked = firstPacked, Panels = panels, Tiles = tiles };
            body.PanelsPerChunk = (int)Math.Clamp(ChunkWork / tileWork, 1, panels);
            body.TilesPerChunk = (int)Math.Clamp(ChunkWork / (tileWork * body.PanelsPerChunk), 1, tiles);
            body.ColumnChunks = (panels + body.PanelsPerChunk - 1) / body.PanelsPerChunk;
            int rowChunks = (tiles + body.TilesPerChunk - 1) / body.TilesPerChunk;
            WorkerPool.Run(rowChunks * body.ColumnChunks, ref body);
        }
    }

    /// <summary>Packs a panel: [k][two vectors], zero beyond the last column.</summary>
    private struct PackBody<V, T> : IChunkBody
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        public Work Work;
        public T* Packed;
        public int First;

        public readonly void Run(int chunk)
        {
            int width = 2 * V.Count;
            int begin = (First + chunk) * width;
            int count = Math.Min(width, Work.N - begin);
            T* target = Packed + ((long)chunk * width * Work.K);
            T* b = (T*)Work.B;
            if (count < width)
            {
                new Span<T>(target, width * Work.K).Clear();
            }

            if (Work.TransposeB)
            {
                TransposeCopy.Run(b + ((long)begin * Work.K), Work.K, target, width, count, Work.K);
                return;
            }

            for (int i = 0; i < Work.K; i++)
            {
                new Span<T>(b + ((long)i * Work.N) + begin, count).CopyTo(new Span<T>(target + ((long)i * width), count));
            }
        }
    }

    private struct ProductBody<V, T> : IChunkBody
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        public Work Work;
        public T* Packed;
        public int FirstPacked;
        public int Panels;
        public int Tiles;
        public int PanelsPerChunk;
        public int TilesPerChunk;
        public int ColumnChunks;

        public readonly void Run(int chunk)
        {
            int firstPanel = chunk % ColumnChunks * PanelsPerChunk;
            int endPanel = Math.Min(Panels, firstPanel + PanelsPerChunk);
            int firstTile = chunk / ColumnChunks * TilesPerChunk;
            int endTile = Math.Min(Tiles, firstTile + TilesPerChunk);
            for (int depth = 0; depth < Math.Max(1, Work.K); depth += DepthBlock)
            {
                int length = Math.Min(DepthBlock, Work.K - depth);
                for (int panel = firstPanel; panel < endPanel; panel++)
                {
                    for (int tile = firstTile; tile < endTile; tile++)
                    {
                        Tile(tile, panel, depth, length);
                    }
                }
            }

            Finish(firstTile * MatMulTile.Rows, Math.Min(Work.M, endTile * MatMulTile.Rows), firstPanel, endPanel);
        }

        private readonly void Tile(int tile, int panel, int depth, int length)
        {
            int width = 2 * V.Count;
            int column = panel * width;
            int row = tile * MatMulTile.Rows;
            bool inside = panel < FirstPacked;
            T* b = inside
                ? (T*)Work.B + ((long)depth * Work.N) + column
                : Packed + ((((long)(panel - FirstPacked) * Work.K) + depth) * width);
            nint bStep = inside ? Work.N : width;
            nint rowStep = Work.TransposeA ? 1 : Work.K;
            nint columnStep = Work.TransposeA ? Work.M : 1;
            int rows = Math.Min(MatMulTile.Rows, Work.M - row);
            int columns = Math.Min(width, Work.N - column);
            T* c = (T*)Work.C + ((long)row * Work.N) + column;
            if (rows == MatMulTile.Rows && columns == width)
            {
                T* a = (T*)Work.A + (row * rowStep) + (depth * columnStep);
                MatMulTile.Run<V, T>(length, a, rowStep, columnStep, b, bStep, c, Work.N, depth > 0);
                return;
            }

            // At the lower edge the tile reaches back over rows that are done already; its result goes through a buffer.
            int back = MatMulTile.Rows - rows;
            T* buffer = Scratch.Get<T>(Scratch.Tile, MatMulTile.Rows * (width + (long)length));
            if (row >= back)
            {
                T* a = (T*)Work.A + ((row - back) * rowStep) + (depth * columnStep);
                MatMulTile.Run<V, T>(length, a, rowStep, columnStep, b, bStep, buffer, width, false);
            }
            else
            {
                T* few = buffer + (MatMulTile.Rows * width);
                CopyRows((T*)Work.A + (row * rowStep) + (depth * columnStep), rowStep, columnStep, few, rows, length);
                MatMulTile.Run<V, T>(length, few, length, 1, b, bStep, buffer, width, false);
                back = 0;
            }

            Merge(buffer + (back * width), width, c, rows, columns, depth > 0);
        }

        /// <summary>Fewer rows than a tile has: copied, the missing ones zero.</summary>
        private static void CopyRows(T* a, nint rowStep, nint columnStep, T* target, int rows, int length)
        {
            new Span<T>(target, MatMulTile.Rows * length).Clear();
            for (int i = 0; i < rows; i++)
            {
                for (int j = 0; j < length; j++)
                {
                    target[(i * length) + j] = a[(i * rowStep) + (j * columnStep)];
                }
            }
        }

        private readonly void Merge(T* buffer, int width, T* c, int rows, int columns, bool accumulate)
        {
            for (int i = 0; i < rows; i++)
            {
                T* source = buffer + (i * width);
                T* target = c + ((long)i * Work.N);
                if (accumulate)
                {
                    BinaryLoop.NumberForward<AddKernel, V, T>(default, target, 1, source, 1, target, columns);
                }
                else
                {
                    new Span<T>(source, columns).CopyTo(new Span<T>(target, columns));
                }
            }
        }

        /// <summary>Bias and activation, while the chunk's result is in cache.</summary>
        private readonly void Finish(int firstRow, int endRow, int firstPanel, int endPanel)
        {
            if (Work.Bias == null && Work.Epilogue == null)
            {
                return;
            }

            int width = 2 * V.Count;
            int column = firstPanel * width;
            int columns = Math.Min(Work.N, endPanel * width) - column;
            for (int row = firstRow; row < endRow; row++)
            {
                T* c = (T*)Work.C + ((long)row * Work.N) + column;
                if (Work.Bias != null)
                {
                    BinaryLoop.NumberForward<AddKernel, V, T>(default, c, 1, (T*)Work.Bias + column, 1, c, columns);
                }

                Work.Epilogue?.Apply(c, columns, Work.DType);
            }
        }
    }
}
