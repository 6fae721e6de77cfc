using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>y = (x − mean)·scale / √(variance + ε) + offset, channel by channel, in one pass over memory.</summary>
internal unsafe struct ChannelForwardWork : IFloatingWork
{
    public ChannelGeometry Geometry;
    public void* X;
    public void* Mean;
    public void* Variance;
    public void* Scale;
    public void* Offset;
    public double Epsilon;
    public void* Y;

    public readonly void Run<V, T>()
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        int channels = Geometry.Channels;
        using Scratch.Frame frame = Scratch.Open();
        T* center = ChannelArrays.Copy<V, T>(frame, Mean, channels, 0);
        T* factor = ChannelArrays.InverseRoots<V, T>(frame, Variance, channels, Epsilon);
        ChannelArrays.Multiply<V, T>(factor, ChannelArrays.Copy<V, T>(frame, Scale, channels, 1), channels);
        T* offset = ChannelArrays.Copy<V, T>(frame, Offset, channels, 0);
        if (Geometry.Inner == 1 && channels > 0)
        {
            Columns<V, T>(frame, center, factor, offset);
            return;
        }

        int rows = checked(Geometry.Outer * channels);
        var body = new RowsBody<V, T> { Work = this, Center = center, Factor = factor, Offset = offset, PerChunk = Chunks.RowsPerChunk(rows, Geometry.Inner) };
        WorkerPool.Run((rows + body.PerChunk - 1) / body.PerChunk, ref body);
    }

    private readonly void Columns<V, T>(Scratch.Frame frame, T* center, T* factor, T* offset)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        var plan = new ChannelPlan(Geometry.Outer, Geometry.Channels, V.Count);
        center = ChannelArrays.Widen(frame, center, plan);
        factor = ChannelArrays.Widen(frame, factor, plan);
        offset = ChannelArrays.Widen(frame, offset, plan);
        var body = new ColumnsBody<V, T>
        {
            Plan = plan,
            X = (T*)X,
            Y = (T*)Y,
            Center = center,
            Factor = factor,
            Offset = offset,
            PerChunk = Chunks.RowsPerChunk(plan.Periods, plan.Period),
        };
        WorkerPool.Run((plan.Periods + body.PerChunk - 1) / body.PerChunk, ref body);
        if (plan.Rest > 0)
        {
            nint done = (nint)plan.Periods * plan.Period;
            ChannelApply.Forward<V, T>((T*)X + done, (T*)Y + done, 1, (nint)plan.Rest * plan.Channels, center, factor, offset);
        }
    }

    private struct ColumnsBody<V, T> : IChunkBody
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        public ChannelPlan Plan;
        public T* X;
        public T* Y;
        public T* Center;
        public T* Factor;
        public T* Offset;
        public int PerChunk;

        public readonly void Run(int chunk)
        {
            int first = chunk * PerChunk;
            nint at = (nint)first * Plan.Period;
            int rows = Math.Min(PerChunk, Plan.Periods - first);
            ChannelApply.Forward<V, T>(X + at, Y + at, rows, Plan.Period, Center, Factor, Offset);
        }
    }

    private struct RowsBody<V, T> : IChunkBody
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        public ChannelForwardWork Work;
        public T* Center;
        public T* Factor;
        public T* Offset;
        public int PerChunk;

        public readonly void Run(int chunk)
        {
            int length = Work.Geometry.Inner;
            int end = Math.Min(Work.Geometry.Outer * Work.Geometry.Channels, (chunk + 1) * PerChunk);
            for (int row = chunk * PerChunk; row < end; row++)
            {
                int channel = row % Work.Geometry.Channels;
                nint at = (nint)row * length;
                ChannelApply.ForwardRow(
                    (T*)Work.X + at, (T*)Work.Y + at, length, V.Broadcast(Center[channel]), V.Broadcast(Factor[channel]), V.Broadcast(Offset[channel]));
            }
        }
    }
}
