using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>
/// The way back of a recurrent layer through its steps: the gradients of the gates' sums, of the bias and of the first states. What follows,
/// products over all steps at once, is left to the caller.
/// </summary>
internal unsafe struct SequenceGradientWork<TCell> : IFloatingWork
    where TCell : struct, ISequenceCell
{
    public SequenceGeometry Geometry;
    public void* RecurrentKernel;
    public bool* Mask;
    public void* Saved;

    /// <summary>The gradient of the output.</summary>
    public void* Output;

    /// <summary>Where the gradient of h·u goes, [batch, steps, gates · units], for cells that have it apart.</summary>
    public void* Recurrent;
    public void* Bias;
    public void* H;
    public void* Cell;

    public readonly void Run<V, T>()
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        using Scratch.Frame frame = Scratch.Open();
        int width = TCell.Gates * Geometry.Units;
        int perChunk = SequenceRows.PerChunk(Geometry, TCell.Gates, sizeof(T));
        int chunks = (Geometry.Batch + perChunk - 1) / perChunk;
        nint length = TCell.IsApart ? 2 * width : width;
        var body = new Body<V, T>
        {
            Work = this,
            Turned = PackedMatrix<V, T>.Of(frame, (T*)RecurrentKernel, width, Geometry.Units, true),
            Sums = Bias == null ? null : frame.TakeZeros<T>(Math.Max(1, chunks) * length),
            SumLength = length,
            PerChunk = perChunk,
        };
        WorkerPool.Run(chunks, ref body);
        if (Bias != null)
        {
            LineMath.AddParts<V, T>(body.Sums, chunks, length);
            Buffer.MemoryCopy(body.Sums, Bias, length * sizeof(T), length * sizeof(T));
        }
    }

    private struct Body<V, T> : IChunkBody
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        public SequenceGradientWork<TCell> Work;
        public PackedMatrix<V, T> Turned;

        /// <summary>For each chunk the sums over its rows, where the bias has a gradient.</summary>
        public T* Sums;
        public nint SumLength;
        public int PerChunk;

        public readonly void Run(int chunk)
        {
            using Scratch.Frame frame = Scratch.Open();
            int first = chunk * PerChunk;
            int rows = Math.Min(PerChunk, Work.Geometry.Batch - first);
            nint state = SequenceRows.Stride(Turned.PaddedWidth, sizeof(T));
            nint product = SequenceRows.Stride(TCell.Gates * Work.Geometry.Units, sizeof(T));
            var walk = new Walk<V, T>
            {
                Body = this,
                First = first,
                Rows = rows,
                StateRow = state,
                H = frame.TakeZeros<T>(rows * state),
                C = TCell.HasCell ? frame.TakeZeros<T>(rows * state) : null,
                Carried = Work.Mask == null ? null : frame.TakeZeros<T>(rows * state),
                RecurrentRow = product,
                Recurrent = frame.TakeZeros<T>(rows * product),
                Sums = Sums + (chunk * SumLength),
            };
            walk.Run();
        }
    }

    /// <summary>Some sequences on their way back through the steps.</summary>
    private struct Walk<V, T>
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        public Body<V, T> Body;
        public int First;
        public int Rows;
        public nint StateRow;
        public T* H;
        public T* C;

        /// <summary>The gradients of outputs that repeat an earlier one, on their way to it.</summary>
        public T* Carried;

        /// <summary>The gradient of h·u, [sequences, gates · units].</summary>
        public T* Recurrent;
        public nint RecurrentRow;
        public T* Sums;

        public readonly void Run()
        {
            Start();
            bool wantsStates = Body.Work.H != null;
            for (int t = Body.Work.Geometry.Steps - 1; t >= 0; t--)
            {
                for (int row = 0; row < Rows; row++)
                {
                    Step(row, t);
                }

                if (t > 0 || wantsStates)
                {
                    Body.Turned.Multiply(Recurrent, RecurrentRow, 0, H, StateRow, 0, Rows, 1, null);
                }
            }

            Finish();
        }

        private readonly void Step(int row, int t)
        {
            nint units = Body.Work.Geometry.Units;
            nint width = TCell.Gates * units;
            nint place = ((nint)(First + row) * Body.Work.Geometry.Steps) + t;
            SequenceGradientRow<T> values = Values(row, place);
            FetchBefore(values, width, units);
            bool* mask = Body.Work.Mask;
            if (mask != null)
            {
                T* carried = Carried + (row * StateRow);
                LineMath.Add<V, T>(carried, values.Output, units);
                values.Output = carried;
            }

            if (mask == null || mask[place])
            {
                TCell.Gradient<V, T>(values, units);
                Sum(values, width);
                Clear(mask == null ? null : values.Output, units);
            }
            else
            {
                Clear(values.Gates, width);
                Clear(values.Recurrent, width);
            }

            if (TCell.IsApart)
            {
                Unsafe.CopyBlockUnaligned((T*)Body.Work.Recurrent + (place * width), values.Recurrent, (uint)(width * sizeof(T)));
            }
        }

        /// <summary>Where the values of a sequence lie at a place of [batch, steps].</summary>
        private readonly SequenceGradientRow<T> Values(int row, nint place)
        {
            nint units = Body.Work.Geometry.Units;
            nint part = (nint)Body.Work.Geometry.Length;
            T* saved = (T*)Body.Work.Saved;
            return new SequenceGradientRow<T>
            {
                Gates = saved + (place * TCell.Gates * units),
                Kept = saved + (TCell.Gates * part) + (place * units),
                Before = saved + ((TCell.HasKept ? TCell.Gates + 1 : TCell.Gates) * part) + (place * units),
                Output = (T*)Body.Work.Output + (place * units),
                H = H + (row * StateRow),
                C = C + (row * StateRow),
                Recurrent = Recurrent + (row * RecurrentRow),
            };
        }

        /// <summary>Asks for what the step before will read while this one's product computes.</summary>
        private static void FetchBefore(in SequenceGradientRow<T> values, nint width, nint units)
        {
            CacheLines.FetchNear(values.Gates - width, width * sizeof(T));
            CacheLines.FetchNear(values.Output - units, units * sizeof(T));
            if (TCell.HasKept)
            {
                CacheLines.FetchNear(values.Kept - units, units * sizeof(T));
            }

            if (TCell.IsApart)
            {
                CacheLines.FetchNear(values.Before - units, units * sizeof(T));
            }
        }

        private readonly void Sum(in SequenceGradientRow<T> values, nint width)
        {
            if (Body.Sums == null)
            {
                return;
            }

            LineMath.Add<V, T>(Sums, values.Gates, width);
            if (TCell.IsApart)
            {
                LineMath.Add<V, T>(Sums + width, values.Recurrent, width);
            }
        }

        private static void Clear(T* values, nint count)
        {
            if (values != null)
            {
                Unsafe.InitBlockUnaligned(values, 0, (uint)(count * sizeof(T)));
            }
        }

        private readonly void Start()
        {
            SequenceGeometry geometry = Body.Work.Geometry;
            T* last = (T*)Body.Work.Output + (nint)geometry.Length;
            for (int row = 0; row < Rows; row++)
            {
                nint place = (nint)(First + row) * geometry.Units;
                Copy(last + place, H + (row * StateRow), geometry.Units);
                if (TCell.HasCell)
                {
                    Copy(last + ((nint)geometry.Batch * geometry.Units) + place, C + (row * StateRow), geometry.Units);
                }
            }
        }

        private readonly void Finish()
        {
            int units = Body.Work.Geometry.Units;
            for (int row = 0; row < Rows; row++)
            {
                nint place = (nint)(First + row) * units;
                if (Body.Work.H != null)
                {
                    Copy(H + (row * StateRow), (T*)Body.Work.H + place, units);
                }

                if (Body.Work.Cell != null)
                {
                    Copy(C + (row * StateRow), (T*)Body.Work.Cell + place, units);
                }
            }
        }

        private static void Copy(T* source, T* target, int units) => Unsafe.CopyBlockUnaligned(target, source, (uint)(units * sizeof(T)));
    }
}
