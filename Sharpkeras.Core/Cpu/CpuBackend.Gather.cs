using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Sharpkeras.Cpu;

/// <summary>Reading and adding by index.</summary>
internal sealed unsafe partial class CpuBackend
{
    public override void Gather(Tensor x, Tensor indices, Tensor y, int outer, int count, int inner)
    {
        Stats.Launched();
        int size = x.DType.Size();
        long bytes = (long)inner * size;
        int picks = checked((int)indices.Length);
        var body = new GatherBody
        {
            X = (byte*)Pointer(x),
            Y = (byte*)Pointer(y),
            Indices = new IndexReader(indices),
            Count = count,
            Picks = picks,
            Bytes = bytes,
        };
        long rows = (long)outer * picks;
        body.PerChunk = Chunks.RowsPerChunk(rows, inner);
        body.Rows = rows;
        WorkerPool.Run(checked((int)((rows + body.PerChunk - 1) / body.PerChunk)), ref body);
    }

    public override void ScatterAdd(Tensor x, Tensor indices, Tensor y, int outer, int count, int inner)
    {
        Stats.Launched();
        switch (x.DType)
        {
            case DType.Float32: ScatterAdd<float>(x, indices, y, outer, count, inner); break;
            case DType.Float64: ScatterAdd<double>(x, indices, y, outer, count, inner); break;
            case DType.Int8: ScatterAdd<sbyte>(x, indices, y, outer, count, inner); break;
            case DType.UInt8 or DType.Bool: ScatterAdd<byte>(x, indices, y, outer, count, inner); break;
            case DType.Int16: ScatterAdd<short>(x, indices, y, outer, count, inner); break;
            case DType.Int32: ScatterAdd<int>(x, indices, y, outer, count, inner); break;
            default: ScatterAdd<long>(x, indices, y, outer, count, inner); break;
        }
    }

    public override void OneHot(Tensor indices, Tensor y, int classes)
    {
        Fill(y, 0);
        var reader = new IndexReader(indices);
        int size = y.DType.Size();
        byte* one = stackalloc byte[8];
        One(y.DType, one);
        byte* target = (byte*)Pointer(y);
        for (long i = 0; i < indices.Length; i++)
        {
            long index = reader[i];
            if (index >= 0 && index < classes)
            {
                Unsafe.CopyBlockUnaligned(target + (((i * classes) + index) * size), one, (uint)size);
            }
        }
    }

    private static void One(DType dtype, byte* target)
    {
        switch (dtype)
        {
            case DType.Float32: *(float*)target = 1; break;
            case DType.Float64: *(double*)target = 1; break;
            default: *(long*)target = 1; break;
        }
    }

    private static void ScatterAdd<T>(Tensor x, Tensor indices, Tensor y, int outer, int count, int inner)
        where T : unmanaged, INumber<T>
    {
        var body = new ScatterBody<T>
        {
            X = (T*)Pointer(x),
            Y = (T*)Pointer(y),
            Indices = new IndexReader(indices),
            Count = count,
            Picks = checked((int)indices.Length),
            Inner = inner,
        };
        WorkerPool.Run(outer, ref body);
    }

    /// <summary>Indices of either integer type.</summary>
    private readonly struct IndexReader(Tensor indices)
    {
        private readonly void* pointer = Pointer(indices);
        private readonly bool wide = indices.DType == DType.Int64;

        public long this[long i] => wide ? ((long*)pointer)[i] : ((int*)pointer)[i];
    }

    private struct GatherBody : IChunkBody
    {
        private const int Together = 4;
        private const int Line = 64;

        public byte* X;
        public byte* Y;
        public IndexReader Indices;
        public int Count;
        public int Picks;
        public long Bytes;
        public int PerChunk;
        public long Rows;

        public readonly void Run(int chunk)
        {
            long end = Math.Min(Rows, (chunk + 1L) * PerChunk);
            long row = (long)chunk * PerChunk;
            for (; Bytes >= Together * Line && row <= end - Together; row += Together)
            {
                Four(row);
            }

            for (; row < end; row++)
            {
                Buffer.MemoryCopy(Source(row), Y + (row * Bytes), Bytes, Bytes);
            }
        }

        /// <summary>
        /// Four rows, a line of each in turn: rows that lie anywhere come from far away, and so more of them are on their way at a time.
        /// </summary>
        [MethodImpl(HotLoop.Options)]
        private readonly void Four(long row)
        {
            byte* a = Source(row), b = Source(row + 1), c = Source(row + 2), d = Source(row + 3);
            byte* target = Y + (row * Bytes);
            long lines = Bytes / Line * Line;
            for (long i = 0; i < lines; i += Line)
            {
                Vector512.Load(a + i).Store(target + i);
                Vector512.Load(b + i).Store(target + Bytes + i);
                Vector512.Load(c + i).Store(target + (2 * Bytes) + i);
                Vector512.Load(d + i).Store(target + (3 * Bytes) + i);
            }

            uint rest = (uint)(Bytes - lines);
            Unsafe.CopyBlockUnaligned(target + lines, a + lines, rest);
            Unsafe.CopyBlockUnaligned(target + Bytes + lines, b + lines, rest);
            Unsafe.CopyBlockUnaligned(target + (2 * Bytes) + lines, c + lines, rest);
            Unsafe.CopyBlockUnaligned(target + (3 * Bytes) + lines, d + lines, rest);
        }

        /// <summary>Mostly there is one block of rows to pick from, and nothing to divide.</summary>
        private readonly byte* Source(long row) =>
            row < Picks ? X + (Indices[row] * Bytes) : X + (((row / Picks * Count) + Indices[row % Picks]) * Bytes);
    }

    private struct ScatterBody<T> : IChunkBody
        where T : unmanaged, INumber<T>
    {
        public T* X;
        public T* Y;
        public IndexReader Indices;
        public int Count;
        public int Picks;
        public int Inner;

        public readonly void Run(int chunk)
        {
            for (long i = 0; i < Picks; i++)
            {
                T* from = X + ((((long)chunk * Picks) + i) * Inner);
                T* to = Y + ((((long)chunk * Count) + Indices[i]) * Inner);
                for (int j = 0; j < Inner; j++)
                {
                    to[j] += from[j];
                }
            }
        }
    }
}
