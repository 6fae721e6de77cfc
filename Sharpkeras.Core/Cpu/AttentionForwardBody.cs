using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>
/// Attention, head by head: keys and values of a head are packed once, then the logits of a block of targets are computed, become weights and are
/// multiplied with the values, all in cache. Heads are read and written where they lie.
/// </summary>
internal unsafe struct AttentionForwardBody<V, T> : IChunkBody
    where V : struct, ILane<V>, IVectorLane<V, T>
    where T : unmanaged
{
    public AttentionWork Work;
    public T* Y;

    private int parts;
    private int rowsPerPart;
    private int headsPerChunk;

    /// <summary>The number of chunks.</summary>
    public int Split()
    {
        ref readonly AttentionGeometry g = ref Work.Geometry;
        long heads = (long)g.Batch * g.Heads;
        parts = Work.Parts(heads);
        rowsPerPart = (g.Targets + parts - 1) / parts;
        headsPerChunk = parts > 1 ? 1 : Work.HeadsPerChunk(heads, 2);
        return checked((int)(((heads + headsPerChunk - 1) / headsPerChunk) * parts));
    }

    public readonly void Run(int chunk)
    {
        using Scratch.Frame frame = Scratch.Open();
        ref readonly AttentionGeometry g = ref Work.Geometry;
        var logits = AttentionLogits<V, T>.Open(Work, rowsPerPart, frame);
        int depth = AttentionPanels.Padded<V, T>(g.ValueSize);
        T* values = frame.Take<T>((nint)depth * g.Sources);
        T* block = frame.Take<T>((nint)logits.BlockRows * logits.Padded);
        int end = Math.Min(g.Batch * g.Heads, ((chunk / parts) + 1) * headsPerChunk);
        for (int item = chunk / parts * headsPerChunk; item < end; item++)
        {
            (int batch, int head) = (item / g.Heads, item % g.Heads);
            logits.PackKeys(batch, head / g.Group);
            AttentionPanels.Pack<V, T>(logits.ValueOf(batch, head / g.Group), Work.ValueRow, false, values, g.Sources, g.ValueSize);
            int last = Math.Min(g.Targets, ((chunk % parts) + 1) * rowsPerPart);
            for (int target = chunk % parts * rowsPerPart; target < last; target += logits.BlockRows)
            {
                Block(logits, values, block, batch, head, target, Math.Min(logits.BlockRows, last - target));
            }
        }
    }

    private readonly void Block(AttentionLogits<V, T> logits, T* values, T* block, int batch, int head, int target, int rows)
    {
        ref readonly AttentionGeometry g = ref Work.Geometry;
        int sources = logits.Sources(target + rows);
        int columns = AttentionPanels.Padded<V, T>(sources);
        logits.Products(batch, head, target, rows, columns, block);
        for (int row = 0; row < rows; row++)
        {
            logits.Finish(batch, head, target + row, block + ((nint)row * logits.Padded), columns, logits.Vectors + ((nint)row * V.Count));
        }

        AttentionRows.Largest<V, T>(logits.Vectors, logits.Turned, logits.WholeRows, logits.Max);
        AttentionRows.Powers<V, T>(block, logits.Padded, rows, columns, logits.Max, logits.Vectors);
        AttentionRows.Sums<V, T>(logits.Vectors, logits.Turned, logits.WholeRows, logits.Sums, inverse: true);
        AttentionRows.Scale<V, T>(block, logits.Padded, rows, columns, logits.Sums);
        if (Work.Statistics != null)
        {
            T* statistics = (T*)Work.Statistics + ((((nint)batch * g.Heads) + head) * g.Targets) + target;
            new ReadOnlySpan<T>(logits.Max, rows).CopyTo(new Span<T>(statistics, rows));
            new ReadOnlySpan<T>(logits.Sums, rows).CopyTo(new Span<T>(statistics + ((nint)g.Batch * g.Heads * g.Targets), rows));
        }

        T* y = Y + ((((nint)batch * g.Targets) + target) * Work.OutputRow) + ((nint)head * g.ValueSize);
        var product = new Tile<T> { A = block, ARow = logits.Padded, AStep = 1, Steps = sources };
        AttentionPanels.Multiply<V, T>(product, values, g.Sources, g.ValueSize, y, Work.OutputRow, rows, g.ValueSize, false);
    }
}
