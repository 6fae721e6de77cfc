using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>Folds over an axis.</summary>
internal sealed unsafe partial class CpuBackend
{
    /// <summary>
    /// Elements and rows that one partial result of a long fold covers; from the sizes alone, so that sums do not depend on the number of threads.
    /// </summary>
    private const int ElementsPerPartial = 32 * 1024;
    private const int FewestRowsPerPartial = 128;

    public override void Reduce<K>(K kernel, Tensor x, Tensor y, int outer, int reduced, int inner)
    {
        Stats.Launched();
        if (inner == 1)
        {
            ReduceRows(kernel, x, y, outer, reduced);
        }
        else
        {
            ReduceColumns(kernel, x, y, outer, reduced, inner);
        }
    }

    private void ReduceRows<K>(K kernel, Tensor x, Tensor y, int outer, int reduced)
        where K : struct, IReduceKernel
    {
        long part = Chunks.Begin(reduced, 1);
        int parts = part == 0 ? 0 : (int)((reduced + part - 1) / part);
        if (outer > 1 || parts <= 1)
        {
            var work = new RowsWork<K> { Kernel = kernel, X = Pointer(x), Y = Pointer(y), Rows = outer, Length = reduced, Part = reduced };
            Lanes.Number(x.DType, ref work);
            return;
        }

        using var scope = new TensorScope();
        Tensor partial = Rent([parts], x.DType);
        var pieces = new RowsWork<K>
        {
            Kernel = kernel,
            X = Pointer(x),
            Y = Pointer(partial),
            Rows = parts,
            Length = reduced,
            Part = part,
        };
        Lanes.Number(x.DType, ref pieces);
        ReduceRows(kernel, partial, y, 1, parts);
    }

    private void ReduceColumns<K>(K kernel, Tensor x, Tensor y, int outer, int reduced, int inner)
        where K : struct, IReduceKernel
    {
        // Narrow rows do not fill vectors: several rows are taken as one wide row, and its columns folded in the end.
        int lanes = Math.Max(1, VectorBitsOf(x.DType));
        if (lanes > 1 && inner < 4 * lanes && reduced >= 2 * lanes && outer == 1)
        {
            ReduceNarrow(kernel, x, y, reduced, inner, lanes);
            return;
        }

        int elements = (int)Math.Min(int.MaxValue, Math.Max(ElementsPerPartial, (long)FewestRowsPerPartial * inner));
        int rowsPerPartial = Chunks.RowsPerChunk(reduced, inner, elements);
        int parts = outer == 1 ? (reduced + rowsPerPartial - 1) / rowsPerPartial : 1;
        if (parts <= 1)
        {
            RunColumns(kernel, x, y, outer, reduced, inner, reduced);
            return;
        }

        using var scope = new TensorScope();
        Tensor partial = Rent([parts, inner], x.DType);
        RunColumns(kernel, x, partial, parts, reduced, inner, rowsPerPartial);
        ReduceColumns(kernel, partial, y, 1, parts, inner);
    }

    private void ReduceNarrow<K>(K kernel, Tensor x, Tensor y, int reduced, int inner, int width)
        where K : struct, IReduceKernel
    {
        using var scope = new TensorScope();
        int wide = reduced / width;
        int rest = reduced % width;
        Tensor gathered = Rent([width + rest, inner], x.DType);
        ReduceColumns(kernel, x.View([wide, width * inner], x.Offset), gathered, 1, wide, width * inner);
        if (rest > 0)
        {
            long offset = (long)wide * width * inner;
            Copy(x.View([rest, inner], x.Offset + offset), gathered.View([rest, inner], gathered.Offset + (width * inner)));
        }

        RunColumns(kernel, gathered, y, 1, width + rest, inner, width + rest);
    }

    private void RunColumns<K>(K kernel, Tensor x, Tensor y, int outer, int reduced, int inner, int part)
        where K : struct, IReduceKernel
    {
        var work = new ColumnsWork<K>
        {
            Kernel = kernel,
            X = Pointer(x),
            Y = Pointer(y),
            Outer = outer,
            Reduced = reduced,
            Inner = inner,
            Part = part,
        };
        Lanes.Number(x.DType, ref work);
    }

    private static int VectorBitsOf(DType dtype) => Kernels.Lanes.VectorBits.Value / (8 * dtype.Size());

    private struct RowsWork<K> : INumberWork
        where K : struct, IReduceKernel
    {
        public K Kernel;
        public void* X;
        public void* Y;
        public int Rows;
        public long Length;
        public long Part;

        public void Run<V, T>()
            where V : struct, INumberLane<V>, IVectorLane<V, T>
            where T : unmanaged
        {
            var body = new RowsBody<K, V, T> { Work = this, PerChunk = Chunks.RowsPerChunk(Rows, Part) };
            WorkerPool.Run((Rows + body.PerChunk - 1) / body.PerChunk, ref body);
        }
    }

    private struct RowsBody<K, V, T> : IChunkBody
        where K : struct, IReduceKernel
        where V : struct, INumberLane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        public RowsWork<K> Work;
        public int PerChunk;

        public readonly void Run(int chunk)
        {
            int end = Math.Min(Work.Rows, (chunk + 1) * PerChunk);
            for (int row = chunk * PerChunk; row < end; row++)
            {
                // Either each row is folded whole, or one row in parts of which the last may be shorter.
                long length = Work.Part == Work.Length ? Work.Length : Math.Min(Work.Part, Work.Length - (row * Work.Part));
                ((T*)Work.Y)[row] = ReduceLoop.Row<K, V, T>(Work.Kernel, (T*)Work.X + (row * Work.Part), (nint)length);
            }
        }
    }

    private struct ColumnsWork<K> : INumberWork
        where K : struct, IReduceKernel
    {
        public K Kernel;
        public void* X;
        public void* Y;
        public int Outer;
        public int Reduced;
        public int Inner;
        public int Part;

        public void Run<V, T>()
            where V : struct, INumberLane<V>, IVectorLane<V, T>
            where T : unmanaged
        {
            var body = new ColumnsBody<K, V, T> { Work = this };
            WorkerPool.Run(Outer, ref body);
        }
    }

    private struct ColumnsBody<K, V, T> : IChunkBody
        where K : struct, IReduceKernel
        where V : struct, INumberLane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        public ColumnsWork<K> Work;

        public readonly void Run(int chunk)
        {
            // Parts of one fold follow each other without gaps; separate folds are Reduced rows apart.
            bool parts = Work.Part != Work.Reduced;
            int rows = parts ? Math.Min(Work.Part, Work.Reduced - (chunk * Work.Part)) : Work.Reduced;
            T* x = (T*)Work.X + ((long)chunk * Work.Part * Work.Inner);
            ReduceLoop.Columns<K, V, T>(Work.Kernel, x, (T*)Work.Y + ((long)chunk * Work.Inner), rows, Work.Inner, Work.Inner);
        }
    }
}
