using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>
/// Mean and variance of each channel in one pass over memory: a block of the input is in cache when the distances from its own mean
/// are squared, and the blocks' moments are merged in their order. Means are counted from the first value of the channel meanwhile.
/// </summary>
internal unsafe struct ChannelMomentsWork : IFloatingWork
{
    public ChannelGeometry Geometry;
    public void* X;
    public void* Mean;
    public void* Variance;

    public readonly void Run<V, T>()
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        int channels = Geometry.Channels;
        using Scratch.Frame frame = Scratch.Open();
        T* mean = ChannelArrays.Copy<V, T>(frame, null, channels, 0);
        T* squares = ChannelArrays.Copy<V, T>(frame, null, channels, 0);
        T* shift = ChannelArrays.Copy<V, T>(frame, null, channels, double.NaN);
        if (Geometry.Count > 0)
        {
            Merged<V, T>(frame, shift, mean, squares);
        }

        V count = V.Broadcast(Numbers.Of<T>(Geometry.Count));
        for (nint j = 0; j < channels; j += V.Count)
        {
            V.Store(V.Load(squares + j) / count, squares + j);
        }

        ChannelLoop.Add<V, T>(mean, shift, channels);
        ChannelArrays.Store(mean, (T*)Mean, channels);
        ChannelArrays.Store(squares, (T*)Variance, channels);
    }

    private readonly void Merged<V, T>(Scratch.Frame frame, T* shift, T* mean, T* squares)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        for (int c = 0; c < Geometry.Channels; c++)
        {
            shift[c] = ((T*)X)[(nint)c * Geometry.Inner];
        }

        if (Geometry.Inner == 1 && Geometry.Channels > 0)
        {
            Columns<V, T>(frame, shift, mean, squares);
        }
        else
        {
            Rows<V, T>(frame, shift, mean, squares);
        }
    }

    private readonly void Columns<V, T>(Scratch.Frame frame, T* shift, T* mean, T* squares)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        var plan = new ChannelPlan(Geometry.Outer, Geometry.Channels, V.Count);
        T* parts = frame.Take<T>(2 * (nint)plan.PeriodBlocks * plan.Padded);
        var body = new ColumnsBody<V, T> { Plan = plan, X = (T*)X, Shift = ChannelArrays.Widen(frame, shift, plan), Parts = parts };
        WorkerPool.Run(plan.PeriodBlocks * plan.ColumnBlocks, ref body);
        double count = plan.PeriodsOf(0);
        for (int i = 1; i < plan.PeriodBlocks; i++)
        {
            T* part = parts + (2 * (nint)i * plan.Padded);
            ChannelLoop.Merge<V, T>(parts, parts + plan.Padded, count, part, part + plan.Padded, plan.PeriodsOf(i), plan.Period);
            count += plan.PeriodsOf(i);
        }

        Fold<V, T>(frame, plan, parts, shift, mean, squares);
    }

    /// <summary>Brings the columns of a period, and the rows after the last one, together.</summary>
    private readonly void Fold<V, T>(Scratch.Frame frame, in ChannelPlan plan, T* period, T* shift, T* mean, T* squares)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        nint channels = plan.Channels;
        ChannelArrays.Store(period, mean, channels);
        ChannelArrays.Store(period + plan.Padded, squares, channels);
        for (int i = 1; i < plan.Factor; i++)
        {
            T* part = period + (i * channels);
            ChannelLoop.Merge<V, T>(mean, squares, (double)i * plan.Periods, part, part + plan.Padded, plan.Periods, channels);
        }

        T* row = ChannelArrays.Copy<V, T>(frame, null, plan.Channels, 0);
        T* zeros = ChannelArrays.Copy<V, T>(frame, null, plan.Channels, 0);
        for (int i = 0; i < plan.Rest; i++)
        {
            nint before = (((nint)plan.Periods * plan.Factor) + i) * channels;
            ChannelArrays.Store((T*)X + before, row, channels);
            ChannelLoop.Subtract<V, T>(row, shift, channels);
            ChannelLoop.Merge<V, T>(mean, squares, ((double)plan.Periods * plan.Factor) + i, row, zeros, 1, channels);
        }
    }

    private readonly void Rows<V, T>(Scratch.Frame frame, T* shift, T* mean, T* squares)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        int channels = Geometry.Channels;
        int rows = checked(Geometry.Outer * channels);
        T* means = frame.Take<T>((nint)rows + V.Count);
        T* sums = frame.Take<T>((nint)rows + V.Count);
        var body = new RowsBody<V, T>
        {
            X = (T*)X,
            Shift = shift,
            Channels = channels,
            Means = means,
            Squares = sums,
            Rows = rows,
            Length = Geometry.Inner,
            PerChunk = Chunks.RowsPerChunk(rows, Geometry.Inner),
        };
        WorkerPool.Run((rows + body.PerChunk - 1) / body.PerChunk, ref body);
        ChannelArrays.Store(means, mean, channels);
        ChannelArrays.Store(sums, squares, channels);
        for (int i = 1; i < Geometry.Outer; i++)
        {
            nint at = (nint)i * channels;
            ChannelLoop.Merge<V, T>(mean, squares, (double)i * Geometry.Inner, means + at, sums + at, Geometry.Inner, channels);
        }
    }

    private struct ColumnsBody<V, T> : IChunkBody
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        public ChannelPlan Plan;
        public T* X;
        public T* Shift;
        public T* Parts;

        public readonly void Run(int chunk)
        {
            int block = chunk / Plan.ColumnBlocks;
            int column = chunk % Plan.ColumnBlocks;
            nint first = (nint)column * Plan.BlockWidth;
            T* x = X + ((nint)block * Plan.BlockPeriods * Plan.Period) + first;
            T* part = Parts + (2 * (nint)block * Plan.Padded) + first;
            ChannelLoop.Moments<V, T>(x, Plan.PeriodsOf(block), Plan.Period, Plan.WidthOf(column), Shift + first, part, part + Plan.Padded);
        }
    }

    private struct RowsBody<V, T> : IChunkBody
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        public T* X;
        public T* Shift;
        public int Channels;
        public T* Means;
        public T* Squares;
        public int Rows;
        public int Length;
        public int PerChunk;

        public readonly void Run(int chunk)
        {
            int end = Math.Min(Rows, (chunk + 1) * PerChunk);
            for (int row = chunk * PerChunk; row < end; row++)
            {
                T* x = X + ((nint)row * Length);
                V shift = V.Broadcast(Shift[row % Channels]);
                V mean = RowLoop.Distances<V, T>(x, Length, shift) / V.Broadcast(Numbers.Of<T>(Length));
                Means[row] = V.Element(mean, 0);
                Squares[row] = V.Element(RowLoop.Squares<V, T>(x, Length, shift + mean), 0);
            }
        }
    }
}
