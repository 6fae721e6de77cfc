using System.Numerics;

namespace Sharpkeras.Cpu;

/// <summary>The place of the largest or smallest value.</summary>
internal sealed unsafe partial class CpuBackend
{
    public override void ArgReduce(bool largest, Tensor x, Tensor y, int outer, int reduced, int inner)
    {
        Stats.Launched();
        switch (x.DType)
        {
            case DType.Float32: ArgReduce<float>(largest, x, y, outer, reduced, inner); break;
            case DType.Float64: ArgReduce<double>(largest, x, y, outer, reduced, inner); break;
            case DType.Int8: ArgReduce<sbyte>(largest, x, y, outer, reduced, inner); break;
            case DType.UInt8 or DType.Bool: ArgReduce<byte>(largest, x, y, outer, reduced, inner); break;
            case DType.Int16: ArgReduce<short>(largest, x, y, outer, reduced, inner); break;
            case DType.Int32: ArgReduce<int>(largest, x, y, outer, reduced, inner); break;
            default: ArgReduce<long>(largest, x, y, outer, reduced, inner); break;
        }
    }

    private static void ArgReduce<T>(bool largest, Tensor x, Tensor y, int outer, int reduced, int inner)
        where T : unmanaged, INumber<T>
    {
        var body = new ArgBody<T>
        {
            Largest = largest,
            X = (T*)Pointer(x),
            Y = Pointer(y),
            Wide = y.DType == DType.Int64,
            Reduced = reduced,
            Inner = inner,
            Outer = outer,
            PerChunk = Chunks.RowsPerChunk(outer, (long)reduced * inner),
        };
        WorkerPool.Run((outer + body.PerChunk - 1) / body.PerChunk, ref body);
    }

    private struct ArgBody<T> : IChunkBody
        where T : unmanaged, INumber<T>
    {
        public bool Largest;
        public T* X;
        public void* Y;
        public bool Wide;
        public int Reduced;
        public int Inner;
        public int Outer;
        public int PerChunk;

        public readonly void Run(int chunk)
        {
            int end = Math.Min(Outer, (chunk + 1) * PerChunk);
            for (int block = chunk * PerChunk; block < end; block++)
            {
                Find(block);
            }
        }

        private readonly void Find(int block)
        {
            T* row = X + ((long)block * Reduced * Inner);
            for (int j = 0; j < Inner; j++)
            {
                int index = Find(row + j);
                long place = ((long)block * Inner) + j;
                if (Wide)
                {
                    ((long*)Y)[place] = index;
                }
                else
                {
                    ((int*)Y)[place] = index;
                }
            }
        }

        private readonly int Find(T* column)
        {
            T best = *column;
            int index = 0;
            for (int i = 0; i < Reduced && !T.IsNaN(best); i++)
            {
                T value = column[(long)i * Inner];
                if ((Largest ? value > best : value < best) || T.IsNaN(value))
                {
                    best = value;
                    index = i;
                }
            }

            return index;
        }
    }
}
