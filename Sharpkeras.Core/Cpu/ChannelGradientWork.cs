using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>
/// The gradients of batch normalization in two passes over memory: the sums of dy and of dy·(x − mean), and then
/// dx = dy·factor + (x − mean)·slope + offset, whose numbers follow from the sums.
/// </summary>
internal unsafe struct ChannelGradientWork : IFloatingWork
{
    public ChannelGeometry Geometry;
    public bool OfBatch;
    public void* X;
    public void* Mean;
    public void* Variance;
    public void* Scale;
    public void* Gradient;
    public double Epsilon;
    public void* Dx;
    public void* Dscale;
    public void* Doffset;

    public readonly void Run<V, T>()
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        int channels = Geometry.Channels;
        using Scratch.Frame frame = Scratch.Open();
        T* center = ChannelArrays.Copy<V, T>(frame, Mean, channels, 0);
        T* inverse = ChannelArrays.InverseRoots<V, T>(frame, Variance, channels, Epsilon);
        T* sums = ChannelArrays.Copy<V, T>(frame, null, channels, 0);
        T* weighted = ChannelArrays.Copy<V, T>(frame, null, channels, 0);
        if ((OfBatch || Dscale != null) && Geometry.Count > 0)
        {
            new ChannelSums { Geometry = Geometry, X = X, Gradient = Gradient }.Run<V, T>(frame, center, sums, weighted);

            // from here on the sums of dy·x̂
            ChannelArrays.Multiply<V, T>(weighted, inverse, channels);
        }

        if (Dscale != null)
        {
            ChannelArrays.Store(weighted, (T*)Dscale, channels);
            ChannelArrays.Store(sums, (T*)Doffset, channels);
        }

        if (Dx != null)
        {
            Apply<V, T>(frame, center, inverse, sums, weighted);
        }
    }

    /// <summary>
    /// factor = scale·inverse, slope = −factor·inverse·Σdy·x̂ / count, offset = −factor·Σdy / count; the last two are 0 where the
    /// statistics are not the batch's.
    /// </summary>
    private readonly void Apply<V, T>(Scratch.Frame frame, T* center, T* inverse, T* sums, T* weighted)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        int channels = Geometry.Channels;
        T* factor = ChannelArrays.Copy<V, T>(frame, Scale, channels, 1);
        ChannelArrays.Multiply<V, T>(factor, inverse, channels);
        V share = V.Broadcast(Numbers.Of<T>(OfBatch ? -1.0 / Geometry.Count : 0));
        for (nint j = 0; OfBatch && j < channels; j += V.Count)
        {
            V scaled = V.Load(factor + j) * share;
            V.Store(scaled * V.Load(inverse + j) * V.Load(weighted + j), weighted + j);
            V.Store(scaled * V.Load(sums + j), sums + j);
        }

        T* slope = OfBatch ? weighted : ChannelArrays.Copy<V, T>(frame, null, channels, 0);
        T* offset = OfBatch ? sums : ChannelArrays.Copy<V, T>(frame, null, channels, 0);
        if (Geometry.Inner == 1 && channels > 0)
        {
            Columns<V, T>(frame, center, factor, slope, offset);
            return;
        }

        int rows = checked(Geometry.Outer * channels);
        var body = new RowsBody<V, T>
        {
            Work = this,
            Center = center,
            Factor = factor,
            Slope = slope,
            Offset = offset,
            PerChunk = Chunks.RowsPerChunk(rows, Geometry.Inner),
        };
        WorkerPool.Run((rows + body.PerChunk - 1) / body.PerChunk, ref body);
    }

    private readonly void Columns<V, T>(Scratch.Frame frame, T* center, T* factor, T* slope, T* offset)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        var plan = new ChannelPlan(Geometry.Outer, Geometry.Channels, V.Count);
        var body = new ColumnsBody<V, T>
        {
            Work = this,
            Plan = plan,
            Center = ChannelArrays.Widen(frame, center, plan),
            Factor = ChannelArrays.Widen(frame, factor, plan),
            Slope = ChannelArrays.Widen(frame, slope, plan),
            Offset = ChannelArrays.Widen(frame, offset, plan),
            PerChunk = Chunks.RowsPerChunk(plan.Periods, plan.Period),
        };
        WorkerPool.Run((plan.Periods + body.PerChunk - 1) / body.PerChunk, ref body);
        if (plan.Rest > 0)
        {
            body.Apply((nint)plan.Periods * plan.Period, 1, (nint)plan.Rest * plan.Channels);
        }
    }

    private struct ColumnsBody<V, T> : IChunkBody
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        public ChannelGradientWork Work;
        public ChannelPlan Plan;
        public T* Center;
        public T* Factor;
        public T* Slope;
        public T* Offset;
        public int PerChunk;

        public readonly void Run(int chunk)
        {
            int first = chunk * PerChunk;
            Apply((nint)first * Plan.Period, Math.Min(PerChunk, Plan.Periods - first), Plan.Period);
        }

        public readonly void Apply(nint at, int rows, nint width) => ChannelApply.Gradient<V, T>(
            (T*)Work.X + at, (T*)Work.Gradient + at, (T*)Work.Dx + at, rows, width, Center, Factor, Slope, Offset);
    }

    private struct RowsBody<V, T> : IChunkBody
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        public ChannelGradientWork Work;
        public T* Center;
        public T* Factor;
        public T* Slope;
        public T* Offset;
        public int PerChunk;

        public readonly void Run(int chunk)
        {
            int length = Work.Geometry.Inner;
            int end = Math.Min(Work.Geometry.Outer * Work.Geometry.Channels, (chunk + 1) * PerChunk);
            for (int row = chunk * PerChunk; row < end; row++)
            {
                int c = row % Work.Geometry.Channels;
                nint at = (nint)row * length;
                (V center, V factor) = (V.Broadcast(Center[c]), V.Broadcast(Factor[c]));
                (V slope, V offset) = (V.Broadcast(Slope[c]), V.Broadcast(Offset[c]));
                ChannelApply.GradientRow((T*)Work.X + at, (T*)Work.Gradient + at, (T*)Work.Dx + at, length, center, factor, slope, offset);
            }
        }
    }
}
