using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>The logits of a block of targets of one head, of which the keys are packed. Memory belongs to the caller's frame.</summary>
internal unsafe struct AttentionLogits<V, T>
    where V : struct, ILane<V>, IVectorLane<V, T>
    where T : unmanaged
{
    public AttentionWork Work;

    /// <summary>The keys, transposed, in panels.</summary>
    public T* Keys;

    /// <summary>Room for a row of the bias and for a line of visible sources; null where there is none.</summary>
    public T* BiasLine;
    public T* VisibleLine;

    /// <summary>The length of a row.</summary>
    public int Padded;

    /// <summary>Rows of a block, and those in whole vectors.</summary>
    public int BlockRows;
    public int WholeRows;

    /// <summary>A vector for each row, room to turn them, and a number for each row, thrice.</summary>
    public T* Vectors;
    public T* Turned;
    public T* Max;
    public T* Sums;
    public T* Scales;

    public static AttentionLogits<V, T> Open(AttentionWork work, int targets, Scratch.Frame frame)
    {
        int padded = AttentionPanels.Padded<V, T>(work.Geometry.Sources);
        int blockRows = work.BlockRows(targets, padded, sizeof(T));
        int wholeRows = AttentionPanels.Padded<V, T>(blockRows);
        return new AttentionLogits<V, T>
        {
            Work = work,
            Padded = padded,
            BlockRows = blockRows,
            WholeRows = wholeRows,
            Vectors = frame.TakeZeros<T>((nint)wholeRows * V.Count),
            Turned = frame.Take<T>((nint)wholeRows * V.Count),
            Max = frame.TakeZeros<T>(wholeRows),
            Sums = frame.TakeZeros<T>(wholeRows),
            Scales = frame.TakeZeros<T>(wholeRows),
            Keys = frame.Take<T>((nint)padded * work.Geometry.Size),
            BiasLine = work.Bias == null ? null : frame.TakeZeros<T>(padded),
            VisibleLine = work.Mask == null ? null : frame.TakeZeros<T>(padded),
        };
    }

    /// <summary>Packs the keys of a head.</summary>
    public readonly void PackKeys(int batch, int keyHead)
    {
        ref readonly AttentionGeometry g = ref Work.Geometry;
        AttentionPanels.Pack<V, T>(KeyOf(batch, keyHead), Work.KeyRow, true, Keys, g.Size, g.Sources);
    }

    public readonly T* KeyOf(int batch, int keyHead) =>
        (T*)Work.Key + ((nint)batch * Work.Geometry.Sources * Work.KeyRow) + ((nint)keyHead * Work.Geometry.Size);

    public readonly T* ValueOf(int batch, int keyHead) =>
        (T*)Work.Value + ((nint)batch * Work.Geometry.Sources * Work.ValueRow) + ((nint)keyHead * Work.Geometry.ValueSize);

    public readonly T* QueryOf(int batch, int head, int target) =>
        (T*)Work.Query + ((((nint)batch * Work.Geometry.Targets) + target) * Work.QueryRow) + ((nint)head * Work.Geometry.Size);

    /// <summary>How many sources a block of targets can see that ends before a target.</summary>
    public readonly int Sources(int end) => Work.EndsEarly ? Math.Min(Work.Geometry.Sources, end) : Work.Geometry.Sources;

    /// <summary>The products of queries and keys.</summary>
    public readonly void Products(int batch, int head, int target, int rows, int columns, T* rowsOfLogits)
    {
        var product = new Tile<T> { A = QueryOf(batch, head, target), ARow = Work.QueryRow, AStep = 1, Steps = Work.Geometry.Size };
        AttentionPanels.Multiply<V, T>(product, Keys, Work.Geometry.Size, Work.Geometry.Sources, rowsOfLogits, Padded, rows, columns, false);
    }

    /// <summary>Makes logits of the products of a row, and a vector with the largest among its elements, where that is asked for.</summary>
    public readonly void Finish(int batch, int head, int target, T* row, int columns, T* largest)
    {
        int seen = Seen(target);
        T* bias = BiasLine == null ? null : FillBias(batch, head, target);
        T* visible = VisibleLine == null ? null : FillVisible(batch, head, target);
        AttentionRows.Logits<V, T>(
            row, Work.EndsEarly ? seen : Work.Geometry.Sources, columns, Numbers.Of<T>(Work.Geometry.Scale), bias, visible, largest);
    }

    /// <summary>Ones where mask and order let a target see a source; behind the sources are zeros, which minus infinity replaces.</summary>
    public readonly T* FillVisible(int batch, int head, int target)
    {
        byte* source = Work.Mask + Work.MaskPlace.Row(batch, head, target);
        int seen = Seen(target);
        T one = Numbers.Of<T>(1);
        T zero = default;
        for (int i = 0; i < seen; i++)
        {
            VisibleLine[i] = source[i * Work.MaskPlace.Fourth] != 0 ? one : zero;
        }

        new Span<T>(VisibleLine + seen, Work.Geometry.Sources - seen).Clear();
        return VisibleLine;
    }

    /// <summary>The sources that the order lets a target see.</summary>
    private readonly int Seen(int target) => Work.Geometry.IsCausal ? Math.Min(target + 1, Work.Geometry.Sources) : Work.Geometry.Sources;

    private readonly T* FillBias(int batch, int head, int target)
    {
        T* source = (T*)Work.Bias + Work.BiasPlace.Row(batch, head, target);
        for (int i = 0; i < Work.Geometry.Sources; i++)
        {
            BiasLine[i] = source[i * Work.BiasPlace.Fourth];
        }

        return BiasLine;
    }
}
