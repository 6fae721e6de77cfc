using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>
/// The gradients of layer normalization: a row is read once, and is in cache for its sums and its result. The sums over the rows are
/// taken in parts, a fixed number of them, which are added in their order.
/// </summary>
internal unsafe struct RowGradientWork : IFloatingWork
{
    private const int MostParts = 64;

    public bool Centered;
    public void* X;
    public void* Scale;
    public void* Gradient;
    public void* Statistics;
    public void* Dx;
    public void* Dscale;
    public void* Doffset;
    public int Rows;
    public int Length;

    public readonly void Run<V, T>()
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        using Scratch.Frame frame = Scratch.Open();
        int perChunk = Math.Max(Chunks.RowsPerChunk(Rows, Length), (Rows + MostParts - 1) / MostParts);
        int chunks = (Rows + perChunk - 1) / perChunk;
        bool sums = Dscale != null || Doffset != null;
        nint padded = ChannelPlan.Pad(Length, V.Count);
        T* parts = sums ? frame.TakeZeros<T>(2 * Math.Max(1, chunks) * padded) : null;
        var body = new Body<V, T>
        {
            Work = this,
            Scale = ChannelArrays.Copy<V, T>(frame, Scale, Length, 1),
            Parts = parts,
            Padded = padded,
            PerChunk = perChunk,
        };
        WorkerPool.Run(chunks, ref body);
        for (int i = 1; sums && i < chunks; i++)
        {
            ChannelLoop.Add<V, T>(parts, parts + (2 * i * padded), 2 * padded);
        }

        if (Dscale != null)
        {
            ChannelArrays.Store(parts, (T*)Dscale, Length);
        }

        if (Doffset != null)
        {
            ChannelArrays.Store(parts + padded, (T*)Doffset, Length);
        }
    }

    private struct Body<V, T> : IChunkBody
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        public RowGradientWork Work;
        public T* Scale;
        public T* Parts;
        public nint Padded;
        public int PerChunk;

        public readonly void Run(int chunk)
        {
            int length = Work.Length;
            V share = V.Broadcast(Numbers.Of<T>(1.0 / length));
            T* part = Parts == null ? null : Parts + (2 * chunk * Padded);
            int end = Math.Min(Work.Rows, (chunk + 1) * PerChunk);
            for (int row = chunk * PerChunk; row < end; row++)
            {
                T* x = (T*)Work.X + ((nint)row * length);
                T* dy = (T*)Work.Gradient + ((nint)row * length);
                V mean = V.Broadcast(((T*)Work.Statistics)[row]);
                V inverse = V.Broadcast(((T*)Work.Statistics)[(nint)Work.Rows + row]);
                if (part != null)
                {
                    RowLoop.AddGradients(x, dy, length, mean, inverse, part, part + Padded);
                }

                if (Work.Dx != null)
                {
                    (V sum, V weighted) = RowLoop.ScaledProducts(x, dy, Scale, length, mean, inverse);
                    V offset = Work.Centered ? sum * share : V.Of(0);
                    RowLoop.Gradient(x, dy, Scale, (T*)Work.Dx + ((nint)row * length), length, mean, inverse, offset, weighted * share);
                }
            }
        }
    }
}
