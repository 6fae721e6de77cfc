using Sharpkeras.Kernels;
using Sharpkeras.Kernels.Lanes;

namespace Sharpkeras.Cpu;

/// <summary>Running folds along an axis: columns in the lanes, blocks in parallel.</summary>
internal sealed unsafe partial class CpuBackend
{
    public override void Scan<K>(K kernel, Tensor x, Tensor y, int outer, int length, int inner, bool reverse)
    {
        Stats.Launched();
        var work = new ScanWork<K>
        {
            Kernel = kernel,
            X = Pointer(x),
            Y = Pointer(y),
            Outer = outer,
            Length = length,
            Inner = inner,
            Reverse = reverse,
        };
        Lanes.Number(x.DType, ScanBits(x.DType, inner), ref work);
    }

    public override void CumprodGradient(Tensor x, Tensor dy, Tensor dx, int outer, int length, int inner)
    {
        Stats.Launched();
        var work = new ProductGradientWork
        {
            X = Pointer(x),
            Gradient = Pointer(dy),
            Target = Pointer(dx),
            Outer = outer,
            Length = length,
            Inner = inner,
        };
        Lanes.Number(x.DType, ScanBits(x.DType, inner), ref work);
    }

    /// <summary>Columns fill vectors only where there are enough of them.</summary>
    private static int ScanBits(DType dtype, int inner) => inner >= VectorBitsOf(dtype) ? VectorBits.Value : 0;

    private static int ScanChunks(int outer, int perChunk) => (int)(((long)outer + perChunk - 1) / perChunk);

    private struct ScanWork<K> : INumberWork
        where K : struct, IReduceKernel
    {
        public K Kernel;
        public void* X;
        public void* Y;
        public int Outer;
        public int Length;
        public int Inner;
        public bool Reverse;

        public void Run<V, T>()
            where V : struct, INumberLane<V>, IVectorLane<V, T>
            where T : unmanaged
        {
            if (Length > 0)
            {
                var body = new ScanBody<K, V, T> { Work = this, PerChunk = Chunks.RowsPerChunk(Outer, (long)Length * Inner) };
                WorkerPool.Run(ScanChunks(Outer, body.PerChunk), ref body);
            }
        }
    }

    private struct ScanBody<K, V, T> : IChunkBody
        where K : struct, IReduceKernel
        where V : struct, INumberLane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        public ScanWork<K> Work;
        public int PerChunk;

        public readonly void Run(int chunk)
        {
            nint step = Work.Reverse ? -Work.Inner : Work.Inner;
            long first = Work.Reverse ? (Work.Length - 1L) * Work.Inner : 0;
            int end = (int)Math.Min(Work.Outer, (chunk + 1L) * PerChunk);
            for (int block = chunk * PerChunk; block < end; block++)
            {
                long start = ((long)block * Work.Length * Work.Inner) + first;
                ScanLoop.Run<K, V, T>(Work.Kernel, (T*)Work.X + start, (T*)Work.Y + start, Work.Length, step, Work.Inner);
            }
        }
    }

    private struct ProductGradientWork : INumberWork
    {
        public void* X;
        public void* Gradient;
        public void* Target;
        public int Outer;
        public int Length;
        public int Inner;

        public void Run<V, T>()
            where V : struct, INumberLane<V>, IVectorLane<V, T>
            where T : unmanaged
        {
            if (Length > 0)
            {
                var body = new ProductGradientBody<V, T> { Work = this, PerChunk = Chunks.RowsPerChunk(Outer, (long)Length * Inner) };
                WorkerPool.Run(ScanChunks(Outer, body.PerChunk), ref body);
            }
        }
    }

    private struct ProductGradientBody<V, T> : IChunkBody
        where V : struct, INumberLane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        public ProductGradientWork Work;
        public int PerChunk;

        public readonly void Run(int chunk)
        {
            int end = (int)Math.Min(Work.Outer, (chunk + 1L) * PerChunk);
            for (int block = chunk * PerChunk; block < end; block++)
            {
                long start = (long)block * Work.Length * Work.Inner;
                ScanLoop.ProductGradient<V, T>(
                    (T*)Work.X + start, (T*)Work.Gradient + start, (T*)Work.Target + start, Work.Length, Work.Inner);
            }
        }
    }
}
