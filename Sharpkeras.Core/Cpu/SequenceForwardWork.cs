using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>
/// A recurrent layer over whole sequences. Sequences do not depend on each other: a chunk takes some of them through all steps, and no thread
/// waits for another. The kernels are packed once; they, the states and the products stay in the caches of the processor.
/// </summary>
internal unsafe struct SequenceForwardWork<TCell> : IFloatingWork
    where TCell : struct, ISequenceCell
{
    public SequenceGeometry Geometry;
    public void* X;
    public void* Kernel;
    public void* RecurrentKernel;
    public void* Bias;
    public void* H;
    public void* Cell;
    public bool* Mask;
    public void* Output;
    public void* Saved;

    public readonly void Run<V, T>()
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        using Scratch.Frame frame = Scratch.Open();
        int width = TCell.Gates * Geometry.Units;
        int perChunk = SequenceRows.PerChunk(Geometry, TCell.Gates, sizeof(T));
        var body = new Body<V, T>
        {
            Work = this,
            Kernel = PackedMatrix<V, T>.Of(frame, (T*)Kernel, Geometry.Inputs, width, false),
            Recurrent = PackedMatrix<V, T>.Of(frame, (T*)RecurrentKernel, Geometry.Units, width, false),
            PerChunk = perChunk,
        };
        body.Line = LineOf<V, T>(frame, (T*)Bias, width, body.Kernel.PaddedWidth);
        body.RecurrentLine = LineOf<V, T>(frame, TCell.IsApart && Bias != null ? (T*)Bias + width : null, width, body.Kernel.PaddedWidth);
        WorkerPool.Run((Geometry.Batch + perChunk - 1) / perChunk, ref body);
    }

    /// <summary>A bias, or zeros, in whole vectors.</summary>
    private static T* LineOf<V, T>(Scratch.Frame frame, T* bias, int width, int padded)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        T* line = frame.TakeZeros<T>(padded + V.Count);
        if (bias != null)
        {
            Buffer.MemoryCopy(bias, line, (long)width * sizeof(T), (long)width * sizeof(T));
        }

        return line;
    }

    private struct Body<V, T> : IChunkBody
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        public SequenceForwardWork<TCell> Work;
        public PackedMatrix<V, T> Kernel;
        public PackedMatrix<V, T> Recurrent;
        public T* Line;
        public T* RecurrentLine;
        public int PerChunk;

        public readonly void Run(int chunk)
        {
            using Scratch.Frame frame = Scratch.Open();
            int first = chunk * PerChunk;
            int rows = Math.Min(PerChunk, Work.Geometry.Batch - first);
            int block = TileKernels.MaxRows<V, T>(2);
            int width = Kernel.PaddedWidth;
            nint stride = SequenceRows.Stride(Work.Geometry.Units + V.Count, sizeof(T));
            var walk = new Walk<V, T>
            {
                Body = this,
                First = first,
                Rows = rows,
                Block = block,
                StateRow = stride,
                H = frame.TakeZeros<T>(rows * stride),
                C = TCell.HasCell ? frame.TakeZeros<T>(rows * stride) : null,
                Projected = frame.Take<T>((nint)rows * block * width),
                Products = frame.Take<T>((nint)rows * width),
            };
            walk.Run();
        }
    }

    /// <summary>Some sequences on their way through the steps.</summary>
    private struct Walk<V, T>
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        public Body<V, T> Body;
        public int First;
        public int Rows;

        /// <summary>Steps whose inputs are multiplied together, a tile for each sequence.</summary>
        public int Block;
        public nint StateRow;
        public T* H;
        public T* C;

        /// <summary>x·w + bias, [sequences, block, gates · units].</summary>
        public T* Projected;

        /// <summary>h·u, [sequences, gates · units].</summary>
        public T* Products;

        public readonly void Run()
        {
            SequenceGeometry geometry = Body.Work.Geometry;
            int width = Body.Kernel.PaddedWidth;
            CopyStates(toOutput: false);
            for (int t = 0; t < geometry.Steps; t++)
            {
                int inBlock = t % Block;
                if (inBlock == 0)
                {
                    nint sequence = (nint)geometry.Steps * geometry.Inputs;
                    T* x = (T*)Body.Work.X + (First * sequence) + ((nint)t * geometry.Inputs);
                    int steps = Math.Min(Block, geometry.Steps - t);
                    Body.Kernel.Multiply(x, geometry.Inputs, sequence, Projected, width, (nint)Block * width, steps, Rows, Body.Line);
                }

                Body.Recurrent.Multiply(H, StateRow, 0, Products, width, 0, Rows, 1, Body.RecurrentLine);
                for (int row = 0; row < Rows; row++)
                {
                    Step(row, t, Projected + ((((nint)row * Block) + inBlock) * width), Products + ((nint)row * width));
                }
            }

            CopyStates(toOutput: true);
        }

        private readonly void Step(int row, int t, T* input, T* recurrent)
        {
            SequenceGeometry geometry = Body.Work.Geometry;
            nint units = geometry.Units;
            uint bytes = (uint)(units * sizeof(T));
            nint place = ((nint)(First + row) * geometry.Steps) + t;
            T* h = H + (row * StateRow);
            T* output = (T*)Body.Work.Output + (place * units);
            T* saved = (T*)Body.Work.Saved;
            nint part = (nint)geometry.Length;
            CacheLines.FetchNear(output + units, (nint)bytes);
            if (saved != null)
            {
                T* before = saved + ((TCell.HasKept ? TCell.Gates + 1 : TCell.Gates) * part) + (place * units);
                Unsafe.CopyBlockUnaligned(before, h, bytes);
                FetchNext(saved + (place * TCell.Gates * units), saved + (TCell.Gates * part) + (place * units), before, units);
            }

            if (Body.Work.Mask != null && !Body.Work.Mask[place])
            {
                Repeat(output, t, bytes);
                return;
            }

            var values = new SequenceRow<T>
            {
                Input = input,
                Recurrent = recurrent,
                Gates = saved == null ? input : saved + (place * TCell.Gates * units),
                Kept = saved == null ? null : saved + (TCell.Gates * part) + (place * units),
                H = h,
                C = C + (row * StateRow),
            };
            TCell.Forward<V, T>(values, units);
            Unsafe.CopyBlockUnaligned(output, h, bytes);
        }

        /// <summary>Asks for what the next step will write while its products compute: a line that is there is written at once.</summary>
        private static void FetchNext(T* gates, T* kept, T* before, nint units)
        {
            nint width = TCell.Gates * units;
            CacheLines.FetchNear(gates + width, width * sizeof(T));
            CacheLines.FetchNear(before + units, units * sizeof(T));
            if (TCell.HasKept)
            {
                CacheLines.FetchNear(kept + units, units * sizeof(T));
            }
        }

        /// <summary>The output of the step before once more, 0 in front of all.</summary>
        private readonly void Repeat(T* output, int t, uint bytes)
        {
            if (t == 0)
            {
                Unsafe.InitBlockUnaligned(output, 0, bytes);
            }
            else
            {
                Unsafe.CopyBlockUnaligned(output, (byte*)output - bytes, bytes);
            }
        }

        private readonly void CopyStates(bool toOutput)
        {
            SequenceGeometry geometry = Body.Work.Geometry;
            nint size = (nint)geometry.Batch * geometry.Units;
            T* last = (T*)Body.Work.Output + (nint)geometry.Length;
            T* h = toOutput ? last : (T*)Body.Work.H;
            T* c = toOutput ? last + size : (T*)Body.Work.Cell;
            for (int row = 0; row < Rows; row++)
            {
                nint place = (nint)(First + row) * geometry.Units;
                Exchange(h + place, H + (row * StateRow), geometry.Units, toOutput);
                if (TCell.HasCell)
                {
                    Exchange(c + place, C + (row * StateRow), geometry.Units, toOutput);
                }
            }
        }

        private static void Exchange(T* outside, T* inside, int units, bool toOutside) =>
            Unsafe.CopyBlockUnaligned(toOutside ? outside : inside, toOutside ? inside : outside, (uint)(units * sizeof(T)));
    }
}
