using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>
/// One matrix product in chunks. A chunk is a panel of columns, two vectors wide, by a block of rows. The panel of b is read in place
/// where its rows are whole vectors near each other, else packed (and turned, if it is stored the other way round); a is read in place.
/// </summary>
internal unsafe struct MatMulBody<V, T> : IChunkBody
    where V : struct, ILane<V>, IVectorLane<V, T>
    where T : unmanaged
{
    /// <summary>Terms that are summed before the next rows: their part of a panel stays in cache.</summary>
    private const int DepthBlock = 512;

    /// <summary>Rows of b that lie further apart than this are packed: each would need its own page.</summary>
    private const int NearRows = 512;

    /// <summary>Multiplications that are worth handing to another thread.</summary>
    private const long Grain = 64 * 1024;

    /// <summary>Chunks that are enough for the threads to share evenly.</summary>
    private const int EnoughChunks = 16;

    private const int FewestRows = 24;

    public T* A;
    public T* B;
    public T* C;
    public nint StrideA;
    public nint StrideB;
    public int Batch;
    public int M;
    public int N;
    public int K;
    public nint ARow;
    public nint AStep;
    public bool TransposeB;
    public T* Bias;
    public TileEpilogue? Epilogue;
    public bool Accumulate;

    private bool wholeProducts;
    private int batchesPerChunk;
    private int panels;
    private int rowBlocks;
    private int rowsPerBlock;

    private static int PanelWidth => 2 * V.Count;

    /// <summary>The number of chunks. It follows from the sizes alone, so that results are the same on any number of threads.</summary>
    public int Split()
    {
        panels = (N + PanelWidth - 1) / PanelWidth;
        long perBatch = Math.Max(1, (long)M * N * Math.Max(K, 1));
        long wanted = (EnoughChunks + ((long)panels * Batch) - 1) / ((long)panels * Batch);
        long worthwhile = Math.Max(1, perBatch / (Grain * panels));
        rowBlocks = Math.Min(Chunks.Even(wanted), Chunks.EvenAtMost(Math.Min(worthwhile, M / FewestRows)));
        rowsPerBlock = (M + rowBlocks - 1) / rowBlocks;
        rowBlocks = (M + rowsPerBlock - 1) / rowsPerBlock;
        wholeProducts = perBatch < Grain;
        if (wholeProducts)
        {
            batchesPerChunk = (int)Math.Min(Batch, Grain / perBatch);
            return (Batch + batchesPerChunk - 1) / batchesPerChunk;
        }

        return checked(Batch * panels * rowBlocks);
    }

    public void Run(int chunk)
    {
        if (!wholeProducts)
        {
            int part = chunk % (panels * rowBlocks);
            Panel(chunk / (panels * rowBlocks), part % panels, part / panels);
            return;
        }

        int end = Math.Min(Batch, (chunk + 1) * batchesPerChunk);
        for (int z = chunk * batchesPerChunk; z < end; z++)
        {
            for (int part = 0; part < panels * rowBlocks; part++)
            {
                Panel(z, part % panels, part / panels);
            }
        }
    }

    private readonly void Panel(int z, int panel, int block)
    {
        using Scratch.Frame frame = Scratch.Open();
        int column = panel * PanelWidth;
        int width = Math.Min(PanelWidth, N - column);
        int vectors = width > V.Count ? 2 : 1;
        T* b = B + (z * StrideB) + (TransposeB ? (nint)column * K : column);
        bool inPlace = !TransposeB && width == vectors * V.Count && N <= NearRows;
        T* packed = inPlace ? null : frame.Take<T>((nint)vectors * V.Count * Math.Min(K, DepthBlock));
        T* line = frame.TakeZeros<T>(PanelWidth);
        if (Bias != null)
        {
            Unsafe.CopyBlockUnaligned(line, Bias + column, (uint)(width * sizeof(T)));
        }

        var tiles = new MatMulTiles<V, T>
        {
            Target = C + (((nint)z * M) * N) + column,
            TargetRow = N,
            Width = width,
            Vectors = vectors,
            Line = line,
            Buffer = frame.Take<T>(12 * PanelWidth),
            Epilogue = Epilogue,
        };
        int depth = 0;
        do
        {
            int steps = Math.Min(DepthBlock, K - depth);
            if (!inPlace)
            {
                MatMulPanel.Pack<V, T>(b + (TransposeB ? depth : (nint)depth * N), TransposeB ? K : N, TransposeB, packed, steps, width, vectors);
            }

            tiles.First = depth == 0 && !Accumulate;
            tiles.AddLine = depth == 0 && Accumulate && Bias != null;
            tiles.Last = depth + steps == K;
            tiles.Tile.Steps = steps;
            tiles.Tile.A = A + (z * StrideA) + (depth * AStep);
            tiles.Tile.ARow = ARow;
            tiles.Tile.AStep = AStep;
            tiles.Tile.B = inPlace ? b + ((nint)depth * N) : packed;
            tiles.Tile.BStep = inPlace ? N : vectors * V.Count;
            tiles.Run(block * rowsPerBlock, Math.Min(M, (block + 1) * rowsPerBlock));
            depth += steps;
        }
        while (depth < K);
    }
}
