using System.Numerics;
using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>Writing by index with any kernel, and reading and adding by an index for each element.</summary>
internal sealed unsafe partial class CpuBackend
{
    public override void Scatter<K>(K kernel, Tensor x, Tensor indices, Tensor y, int outer, int count, int inner)
    {
        Stats.Launched();
        var work = new ScatterWork<K>
        {
            Kernel = kernel,
            X = Pointer(x),
            Y = Pointer(y),
            Indices = new IndexReader(indices),
            Outer = outer,
            Count = count,
            Picks = indices.Length,
            Inner = inner,
        };
        Lanes.Number(x.DType, ScanBits(x.DType, inner), ref work);
    }

    public override void GatherAlong(Tensor x, Tensor indices, Tensor y, int outer, int count, int picks, int inner)
    {
        Stats.Launched();
        switch (x.DType.Size())
        {
            case 1: GatherAlong<byte>(x, indices, y, outer, count, picks, inner); break;
            case 2: GatherAlong<short>(x, indices, y, outer, count, picks, inner); break;
            case 4: GatherAlong<int>(x, indices, y, outer, count, picks, inner); break;
            default: GatherAlong<long>(x, indices, y, outer, count, picks, inner); break;
        }
    }

    public override void ScatterAddAlong(Tensor x, Tensor indices, Tensor y, int outer, int count, int picks, int inner)
    {
        Stats.Launched();
        switch (x.DType)
        {
            case DType.Float32: ScatterAddAlong<float>(x, indices, y, outer, count, picks, inner); break;
            case DType.Float64: ScatterAddAlong<double>(x, indices, y, outer, count, picks, inner); break;
            case DType.Int8: ScatterAddAlong<sbyte>(x, indices, y, outer, count, picks, inner); break;
            case DType.UInt8 or DType.Bool: ScatterAddAlong<byte>(x, indices, y, outer, count, picks, inner); break;
            case DType.Int16: ScatterAddAlong<short>(x, indices, y, outer, count, picks, inner); break;
            case DType.Int32: ScatterAddAlong<int>(x, indices, y, outer, count, picks, inner); break;
            default: ScatterAddAlong<long>(x, indices, y, outer, count, picks, inner); break;
        }
    }

    private static void GatherAlong<T>(Tensor x, Tensor indices, Tensor y, int outer, int count, int picks, int inner)
        where T : unmanaged
    {
        var body = new GatherAlongBody<T> { Walk = new AlongWalk(indices, outer, count, picks, inner), X = (T*)Pointer(x), Y = (T*)Pointer(y) };
        WorkerPool.Run(body.Walk.Chunks, ref body);
    }

    private static void ScatterAddAlong<T>(Tensor x, Tensor indices, Tensor y, int outer, int count, int picks, int inner)
        where T : unmanaged, INumber<T>
    {
        var body = new ScatterAlongBody<T> { Walk = new AlongWalk(indices, outer, count, picks, inner), X = (T*)Pointer(x), Y = (T*)Pointer(y) };
        WorkerPool.Run(body.Walk.Chunks, ref body);
    }

    /// <summary>Blocks [picks, inner] of an index for each element, several to a chunk.</summary>
    private readonly struct AlongWalk(Tensor indices, int outer, int count, int picks, int inner)
    {
        public readonly IndexReader Indices = new(indices);
        public readonly int Outer = outer;
        public readonly int Count = count;
        public readonly int Picks = picks;
        public readonly int Inner = inner;
        public readonly int PerChunk = Cpu.Chunks.RowsPerChunk(outer, (long)picks * inner);

        public int Chunks => (int)(((long)Outer + PerChunk - 1) / PerChunk);

        public int End(int chunk) => (int)Math.Min(Outer, (chunk + 1L) * PerChunk);

        /// <summary>The place in [outer, count, inner] that an index names.</summary>
        public long Place(int block, long element, int column) => ((((long)block * Count) + Indices[element]) * Inner) + column;
    }

    private struct ScatterWork<K> : INumberWork
        where K : struct, INumberBinaryKernel
    {
        public K Kernel;
        public void* X;
        public void* Y;
        public IndexReader Indices;
        public int Outer;
        public int Count;
        public long Picks;
        public int Inner;

        public void Run<V, T>()
            where V : struct, INumberLane<V>, IVectorLane<V, T>
            where T : unmanaged
        {
            var body = new ScatterWorkBody<K, V, T> { Work = this };
            WorkerPool.Run(Outer, ref body);
        }
    }

    private struct ScatterWorkBody<K, V, T> : IChunkBody
        where K : struct, INumberBinaryKernel
        where V : struct, INumberLane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        public ScatterWork<K> Work;

        public readonly void Run(int chunk)
        {
            for (long i = 0; i < Work.Picks; i++)
            {
                T* from = (T*)Work.X + (((chunk * Work.Picks) + i) * Work.Inner);
                T* to = (T*)Work.Y + ((((long)chunk * Work.Count) + Work.Indices[i]) * Work.Inner);
                int j = 0;
                for (; j <= Work.Inner - V.Count; j += V.Count)
                {
                    V.Store(Work.Kernel.Forward(V.Load(to + j), V.Load(from + j)), to + j);
                }

                for (; j < Work.Inner; j++)
                {
                    to[j] = V.Element(Work.Kernel.Forward(V.Broadcast(to[j]), V.Broadcast(from[j])), 0);
                }
            }
        }
    }

    private struct GatherAlongBody<T> : IChunkBody
        where T : unmanaged
    {
        public AlongWalk Walk;
        public T* X;
        public T* Y;

        public readonly void Run(int chunk)
        {
            for (int block = chunk * Walk.PerChunk; block < Walk.End(chunk); block++)
            {
                long element = (long)block * Walk.Picks * Walk.Inner;
                for (int i = 0; i < Walk.Picks; i++)
                {
                    for (int j = 0; j < Walk.Inner; j++, element++)
                    {
                        Y[element] = X[Walk.Place(block, element, j)];
                    }
                }
            }
        }
    }

    private struct ScatterAlongBody<T> : IChunkBody
        where T : unmanaged, INumber<T>
    {
        public AlongWalk Walk;
        public T* X;
        public T* Y;

        public readonly void Run(int chunk)
        {
            for (int block = chunk * Walk.PerChunk; block < Walk.End(chunk); block++)
            {
                long element = (long)block * Walk.Picks * Walk.Inner;
                for (int i = 0; i < Walk.Picks; i++)
                {
                    for (int j = 0; j < Walk.Inner; j++, element++)
                    {
                        Y[Walk.Place(block, element, j)] += X[element];
                    }
                }
            }
        }
    }
}
