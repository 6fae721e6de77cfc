using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>Layer normalization: a row is read once and is in cache for its variance and its result.</summary>
internal unsafe struct RowForwardWork : IFloatingWork
{
    public bool Centered;
    public void* X;
    public void* Scale;
    public void* Offset;
    public double Epsilon;
    public void* Y;
    public void* Statistics;
    public int Rows;
    public int Length;

    public readonly void Run<V, T>()
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        using Scratch.Frame frame = Scratch.Open();
        var body = new Body<V, T>
        {
            Work = this,
            Scale = ChannelArrays.Copy<V, T>(frame, Scale, Length, 1),
            Offset = ChannelArrays.Copy<V, T>(frame, Offset, Length, 0),
            PerChunk = Chunks.RowsPerChunk(Rows, Length),
        };
        WorkerPool.Run((Rows + body.PerChunk - 1) / body.PerChunk, ref body);
    }

    private struct Body<V, T> : IChunkBody
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        public RowForwardWork Work;
        public T* Scale;
        public T* Offset;
        public int PerChunk;

        public readonly void Run(int chunk)
        {
            int length = Work.Length;
            V count = V.Broadcast(Numbers.Of<T>(length));
            V epsilon = V.Broadcast(Numbers.Of<T>(Work.Epsilon));
            int end = Math.Min(Work.Rows, (chunk + 1) * PerChunk);
            for (int row = chunk * PerChunk; row < end; row++)
            {
                T* x = (T*)Work.X + ((nint)row * length);
                V mean = Work.Centered ? RowLoop.Mean<V, T>(x, length) : V.Of(0);
                V inverse = V.Of(1) / V.Sqrt((RowLoop.Squares<V, T>(x, length, mean) / count) + epsilon);
                RowLoop.Normalize(x, (T*)Work.Y + ((nint)row * length), length, mean, inverse, Scale, Offset);
                if (Work.Statistics != null)
                {
                    ((T*)Work.Statistics)[row] = V.Element(mean, 0);
                    ((T*)Work.Statistics)[(nint)Work.Rows + row] = V.Element(inverse, 0);
                }
            }
        }
    }
}
