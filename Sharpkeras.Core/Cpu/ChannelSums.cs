using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>The sums of dy and of dy·(x − mean) for each channel, in one pass over memory; blocks are added in their order.</summary>
internal unsafe struct ChannelSums
{
    public ChannelGeometry Geometry;
    public void* X;
    public void* Gradient;

    /// <summary>Adds to arrays of zeros.</summary>
    public readonly void Run<V, T>(Scratch.Frame frame, T* center, T* sums, T* weighted)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        if (Geometry.Inner == 1 && Geometry.Channels > 0)
        {
            Columns<V, T>(frame, center, sums, weighted);
        }
        else
        {
            Rows<V, T>(frame, center, sums, weighted);
        }
    }

    private readonly void Columns<V, T>(Scratch.Frame frame, T* center, T* sums, T* weighted)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        var plan = new ChannelPlan(Geometry.Outer, Geometry.Channels, V.Count);
        T* wide = ChannelArrays.Widen(frame, center, plan);
        int blocks = plan.PeriodBlocks + (plan.Rest > 0 ? 1 : 0);
        T* parts = frame.TakeZeros<T>(2 * (nint)blocks * plan.Padded);
        var body = new ColumnsBody<V, T> { Plan = plan, X = (T*)X, Gradient = (T*)Gradient, Center = wide, Parts = parts };
        WorkerPool.Run(plan.PeriodBlocks * plan.ColumnBlocks, ref body);
        if (plan.Rest > 0)
        {
            body.Sums((nint)plan.Periods * plan.Period, 1, plan.Rest * plan.Channels, 0, plan.PeriodBlocks);
        }

        for (int i = 1; i < blocks; i++)
        {
            T* part = parts + (2 * (nint)i * plan.Padded);
            nint width = i < plan.PeriodBlocks ? plan.Period : (nint)plan.Rest * plan.Channels;
            ChannelLoop.Add<V, T>(parts, part, width);
            ChannelLoop.Add<V, T>(parts + plan.Padded, part + plan.Padded, width);
        }

        for (int i = 0; i < plan.Factor; i++)
        {
            ChannelLoop.Add<V, T>(sums, parts + ((nint)i * plan.Channels), plan.Channels);
            ChannelLoop.Add<V, T>(weighted, parts + plan.Padded + ((nint)i * plan.Channels), plan.Channels);
        }
    }

    private readonly void Rows<V, T>(Scratch.Frame frame, T* center, T* sums, T* weighted)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        int rows = checked(Geometry.Outer * Geometry.Channels);
        T* first = frame.Take<T>((nint)rows + V.Count);
        T* second = frame.Take<T>((nint)rows + V.Count);
        var body = new RowsBody<V, T>
        {
            Work = this,
            Center = center,
            Sums = first,
            Weighted = second,
            PerChunk = Chunks.RowsPerChunk(rows, Geometry.Inner),
        };
        WorkerPool.Run((rows + body.PerChunk - 1) / body.PerChunk, ref body);
        for (int i = 0; i < Geometry.Outer; i++)
        {
            nint at = (nint)i * Geometry.Channels;
            ChannelLoop.Add<V, T>(sums, first + at, Geometry.Channels);
            ChannelLoop.Add<V, T>(weighted, second + at, Geometry.Channels);
        }
    }

    private struct ColumnsBody<V, T> : IChunkBody
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        public ChannelPlan Plan;
        public T* X;
        public T* Gradient;
        public T* Center;
        public T* Parts;

        public readonly void Run(int chunk)
        {
            int block = chunk / Plan.ColumnBlocks;
            int column = chunk % Plan.ColumnBlocks;
            nint first = (nint)column * Plan.BlockWidth;
            Sums(((nint)block * Plan.BlockPeriods * Plan.Period) + first, Plan.PeriodsOf(block), Plan.WidthOf(column), first, block);
        }

        public readonly void Sums(nint at, int rows, int width, nint column, int block)
        {
            T* part = Parts + (2 * (nint)block * Plan.Padded) + column;
            ChannelLoop.Sums<V, T>(X + at, Gradient + at, rows, Plan.Period, width, Center + column, part, part + Plan.Padded);
        }
    }

    private struct RowsBody<V, T> : IChunkBody
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        public ChannelSums Work;
        public T* Center;
        public T* Sums;
        public T* Weighted;
        public int PerChunk;

        public readonly void Run(int chunk)
        {
            int length = Work.Geometry.Inner;
            int end = Math.Min(Work.Geometry.Outer * Work.Geometry.Channels, (chunk + 1) * PerChunk);
            for (int row = chunk * PerChunk; row < end; row++)
            {
                nint at = (nint)row * length;
                V center = V.Broadcast(Center[row % Work.Geometry.Channels]);
                (V sum, V weighted) = RowLoop.Products<V, T>((T*)Work.X + at, (T*)Work.Gradient + at, length, center);
                Sums[row] = V.Element(sum, 0);
                Weighted[row] = V.Element(weighted, 0);
            }
        }
    }
}
