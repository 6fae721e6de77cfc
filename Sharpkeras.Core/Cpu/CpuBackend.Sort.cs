namespace Sharpkeras.Cpu;

/// <summary>Sorting along an axis, rows in parallel.</summary>
internal sealed unsafe partial class CpuBackend
{
    public override void Sort(Tensor x, Tensor? values, Tensor? indices, int outer, int length, int inner, int take, bool descending)
    {
        Stats.Launched();
        var work = new SortWork
        {
            X = Pointer(x),
            Values = values == null ? null : Pointer(values),
            Indices = indices == null ? null : (int*)Pointer(indices),
            Length = length,
            Inner = inner,
            Take = take,
            Rows = checked(outer * inner),
            PerChunk = Chunks.RowsPerChunk((long)outer * inner, length),
            Flip = descending ? ulong.MaxValue : 0,
        };
        switch (x.DType)
        {
            case DType.Float32: Sort<float, ulong, NarrowSortCode<float>>(work); break;
            case DType.Float64: Sort<double, UInt128, WideSortCode<double>>(work); break;
            case DType.Int8: Sort<sbyte, ulong, NarrowSortCode<sbyte>>(work); break;
            case DType.UInt8 or DType.Bool: Sort<byte, ulong, NarrowSortCode<byte>>(work); break;
            case DType.Int16: Sort<short, ulong, NarrowSortCode<short>>(work); break;
            case DType.Int32: Sort<int, ulong, NarrowSortCode<int>>(work); break;
            default: Sort<long, UInt128, WideSortCode<long>>(work); break;
        }
    }

    private static void Sort<T, C, O>(in SortWork work)
        where T : unmanaged
        where C : unmanaged, IComparable<C>
        where O : struct, ISortCode<T, C>
    {
        var body = new SortBody<T, C, O> { Work = work };
        WorkerPool.Run((int)(((long)work.Rows + work.PerChunk - 1) / work.PerChunk), ref body);
    }

    private struct SortWork
    {
        public void* X;
        public void* Values;
        public int* Indices;
        public int Length;
        public int Inner;
        public int Take;
        public int Rows;
        public int PerChunk;
        public ulong Flip;
    }

    private struct SortBody<T, C, O> : IChunkBody
        where T : unmanaged
        where C : unmanaged, IComparable<C>
        where O : struct, ISortCode<T, C>
    {
        public SortWork Work;

        public readonly void Run(int chunk)
        {
            using Scratch.Frame frame = Scratch.Open();
            var codes = new Span<C>(frame.Take<C>(Work.Length), Work.Length);
            int end = Math.Min(Work.Rows, (chunk + 1) * Work.PerChunk);
            for (int row = chunk * Work.PerChunk; row < end; row++)
            {
                long start = ((long)(row / Work.Inner) * Work.Length * Work.Inner) + (row % Work.Inner);
                T* from = (T*)Work.X + start;
                Order(from, codes);
                Write(from, codes, ((long)(row / Work.Inner) * Work.Take * Work.Inner) + (row % Work.Inner));
            }
        }

        /// <summary>The wanted codes at the beginning, in order.</summary>
        private readonly void Order(T* from, Span<C> codes)
        {
            if (Work.Take * 8L > Work.Length)
            {
                Fill(from, codes);
                codes.Sort();
            }
            else
            {
                Select(from, codes[..Work.Take]);
                codes[..Work.Take].Sort();
            }
        }

        private readonly void Fill(T* from, Span<C> codes)
        {
            for (int i = 0; i < codes.Length; i++)
            {
                codes[i] = O.Of(from[(long)i * Work.Inner], i, Work.Flip);
            }
        }

        /// <summary>The least codes of a row: those so far are a heap with the largest on top.</summary>
        private readonly void Select(T* from, Span<C> heap)
        {
            if (heap.Length == 0)
            {
                return;
            }

            Fill(from, heap);
            for (int i = (heap.Length / 2) - 1; i >= 0; i--)
            {
                Sink(heap, i);
            }

            for (int i = heap.Length; i < Work.Length; i++)
            {
                C code = O.Of(from[(long)i * Work.Inner], i, Work.Flip);
                if (code.CompareTo(heap[0]) < 0)
                {
                    heap[0] = code;
                    Sink(heap, 0);
                }
            }
        }

        private static void Sink(Span<C> heap, int at)
        {
            C code = heap[at];
            for (int child = (2 * at) + 1; child < heap.Length; child = (2 * at) + 1)
            {
                child += child + 1 < heap.Length && heap[child + 1].CompareTo(heap[child]) > 0 ? 1 : 0;
                if (heap[child].CompareTo(code) <= 0)
                {
                    break;
                }

                heap[at] = heap[child];
                at = child;
            }

            heap[at] = code;
        }

        private readonly void Write(T* from, Span<C> codes, long start)
        {
            for (int i = 0; i < Work.Take; i++)
            {
                int place = O.Place(codes[i]);
                long target = start + ((long)i * Work.Inner);
                if (Work.Values != null)
                {
                    ((T*)Work.Values)[target] = from[(long)place * Work.Inner];
                }

                if (Work.Indices != null)
                {
                    Work.Indices[target] = place;
                }
            }
        }
    }
}
