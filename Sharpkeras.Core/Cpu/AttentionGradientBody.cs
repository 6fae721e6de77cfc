using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>
/// The gradients of attention, a head of keys and values at a time with all heads of queries that share it: the weights of a block of targets are
/// computed once more from the statistics, and what they give to keys and values is summed up in cache.
/// </summary>
internal unsafe struct AttentionGradientBody<V, T> : IChunkBody
    where V : struct, ILane<V>, IVectorLane<V, T>
    where T : unmanaged
{
    public AttentionWork Work;
    public T* Dy;
    public T* DQuery;
    public T* DKey;
    public T* DValue;
    public T* DLogits;

    private int headsPerChunk;

    /// <summary>The number of chunks.</summary>
    public int Split()
    {
        ref readonly AttentionGeometry g = ref Work.Geometry;
        int heads = g.Batch * g.KeyHeads;
        headsPerChunk = Work.HeadsPerChunk(heads, 5 * g.Group);
        return (heads + headsPerChunk - 1) / headsPerChunk;
    }

    public readonly void Run(int chunk)
    {
        using Scratch.Frame frame = Scratch.Open();
        ref readonly AttentionGeometry g = ref Work.Geometry;
        var logits = AttentionLogits<V, T>.Open(Work, g.Targets, frame);
        new Span<T>(logits.Scales, logits.WholeRows).Fill(Numbers.Of<T>(g.Scale));
        var room = new Room(frame, g, logits.Padded, logits.BlockRows);
        int end = Math.Min(g.Batch * g.KeyHeads, (chunk + 1) * headsPerChunk);
        for (int item = chunk * headsPerChunk; item < end; item++)
        {
            KeyHead(logits, room, item / g.KeyHeads, item % g.KeyHeads);
        }
    }

    private readonly void KeyHead(AttentionLogits<V, T> logits, Room room, int batch, int keyHead)
    {
        ref readonly AttentionGeometry g = ref Work.Geometry;
        logits.PackKeys(batch, keyHead);
        AttentionPanels.Pack<V, T>(logits.ValueOf(batch, keyHead), Work.ValueRow, true, room.Values, g.ValueSize, g.Sources);
        AttentionPanels.Pack<V, T>(logits.KeyOf(batch, keyHead), Work.KeyRow, false, room.Keys, g.Sources, g.Size);
        new Span<T>(room.DKey, g.Sources * room.Size).Clear();
        new Span<T>(room.DValue, g.Sources * room.ValueSize).Clear();
        for (int head = keyHead * g.Group; head < (keyHead + 1) * g.Group; head++)
        {
            for (int target = 0; target < g.Targets; target += logits.BlockRows)
            {
                Block(logits, room, batch, head, target, Math.Min(logits.BlockRows, g.Targets - target));
            }
        }

        nint place = ((nint)batch * g.Sources * g.KeyHeads) + keyHead;
        CopyRows(room.DKey, room.Size, DKey, place * g.Size, Work.KeyRow, g.Size);
        CopyRows(room.DValue, room.ValueSize, DValue, place * g.ValueSize, Work.ValueRow, g.ValueSize);
    }

    private readonly void Block(AttentionLogits<V, T> logits, Room room, int batch, int head, int target, int rows)
    {
        ref readonly AttentionGeometry g = ref Work.Geometry;
        int sources = logits.Sources(target + rows);
        int columns = AttentionPanels.Padded<V, T>(sources);
        T* dy = Dy + ((((nint)batch * g.Targets) + target) * Work.OutputRow) + ((nint)head * g.ValueSize);
        logits.Products(batch, head, target, rows, columns, room.Weights);
        var product = new Tile<T> { A = dy, ARow = Work.OutputRow, AStep = 1, Steps = g.ValueSize };
        AttentionPanels.Multiply<V, T>(product, room.Values, g.ValueSize, g.Sources, room.Gradients, logits.Padded, rows, columns, false);
        Weights(logits, room, batch, head, target, rows, columns, sources);

        if (DQuery != null)
        {
            product = new Tile<T> { A = room.Gradients, ARow = logits.Padded, AStep = 1, Steps = sources };
            T* dq = DQuery + ((((nint)batch * g.Targets) + target) * Work.QueryRow) + ((nint)head * g.Size);
            AttentionPanels.Multiply<V, T>(product, room.Keys, g.Sources, g.Size, dq, Work.QueryRow, rows, g.Size, false);
        }

        if (DKey != null)
        {
            AttentionPanels.Pack<V, T>(logits.QueryOf(batch, head, target), Work.QueryRow, false, room.Rows, rows, g.Size);
            product = new Tile<T> { A = room.Gradients, ARow = 1, AStep = logits.Padded, Steps = rows };
            AttentionPanels.Multiply<V, T>(product, room.Rows, rows, g.Size, room.DKey, room.Size, sources, room.Size, true);
        }

        if (DValue != null)
        {
            AttentionPanels.Pack<V, T>(dy, Work.OutputRow, false, room.Rows, rows, g.ValueSize);
            product = new Tile<T> { A = room.Weights, ARow = 1, AStep = logits.Padded, Steps = rows };
            AttentionPanels.Multiply<V, T>(product, room.Rows, rows, g.ValueSize, room.DValue, room.ValueSize, sources, room.ValueSize, true);
        }
    }

    /// <summary>The weights of a block, and the gradients of its products.</summary>
    private readonly void Weights(AttentionLogits<V, T> logits, Room room, int batch, int head, int target, int rows, int columns, int sources)
    {
        ref readonly AttentionGeometry g = ref Work.Geometry;
        nint stride = logits.Padded;
        for (int row = 0; row < rows; row++)
        {
            logits.Finish(batch, head, target + row, room.Weights + (row * stride), columns, null);
        }

        nint place = ((((nint)batch * g.Heads) + head) * g.Targets) + target;
        T* max = (T*)Work.Statistics + place;
        T* inverse = max + ((nint)g.Batch * g.Heads * g.Targets);
        AttentionRows.Weights<V, T>(room.Weights, room.Gradients, stride, rows, columns, max, inverse, logits.Vectors);
        AttentionRows.Sums<V, T>(logits.Vectors, logits.Turned, logits.WholeRows, logits.Sums, inverse: false);
        T scale = DLogits == null ? *logits.Scales : Numbers.Of<T>(1);
        AttentionRows.Gradients<V, T>(room.Weights, room.Gradients, stride, rows, columns, logits.Sums, scale);
        for (int row = 0; row < rows && logits.VisibleLine != null; row++)
        {
            AttentionRows.Hide<V, T>(room.Gradients + (row * stride), logits.FillVisible(batch, head, target + row), columns);
        }

        if (DLogits != null)
        {
            WriteLogits(room, DLogits + (place * g.Sources), stride, rows, sources);
            AttentionRows.Scale<V, T>(room.Gradients, stride, rows, columns, logits.Scales);
        }
    }

    private readonly void WriteLogits(Room room, T* target, nint stride, int rows, int sources)
    {
        for (int row = 0; row < rows; row++)
        {
            var line = new Span<T>(target + ((nint)row * Work.Geometry.Sources), Work.Geometry.Sources);
            new ReadOnlySpan<T>(room.Gradients + (row * stride), sources).CopyTo(line);
            line[sources..].Clear();
        }
    }

    private readonly void CopyRows(T* source, nint sourceRow, T* target, nint offset, nint targetRow, int width)
    {
        for (int row = 0; target != null && row < Work.Geometry.Sources; row++)
        {
            new ReadOnlySpan<T>(source + (row * sourceRow), width).CopyTo(new Span<T>(target + offset + (row * targetRow), width));
        }
    }

    /// <summary>Memory of a chunk.</summary>
    private readonly struct Room
    {
        public Room(Scratch.Frame frame, in AttentionGeometry g, int padded, int blockRows)
        {
            Size = AttentionPanels.Padded<V, T>(g.Size);
            ValueSize = AttentionPanels.Padded<V, T>(g.ValueSize);
            Values = frame.Take<T>((nint)padded * g.ValueSize);
            Keys = frame.Take<T>((nint)g.Sources * Size);
            Weights = frame.Take<T>((nint)blockRows * padded);
            Gradients = frame.Take<T>((nint)blockRows * padded);
            Rows = frame.Take<T>((nint)blockRows * Math.Max(Size, ValueSize));
            DKey = frame.Take<T>((nint)g.Sources * Size);
            DValue = frame.Take<T>((nint)g.Sources * ValueSize);
        }

        /// <summary>The lengths of rows of keys and values, in whole vectors.</summary>
        public readonly int Size;
        public readonly int ValueSize;

        /// <summary>The values, transposed, and the keys, in panels.</summary>
        public readonly T* Values;
        public readonly T* Keys;

        /// <summary>Logits and then weights of a block, and the gradients of both.</summary>
        public readonly T* Weights;
        public readonly T* Gradients;

        /// <summary>A block's queries or output gradients, in panels.</summary>
        public readonly T* Rows;

        /// <summary>The sums for keys and values.</summary>
        public readonly T* DKey;
        public readonly T* DValue;
    }
}
