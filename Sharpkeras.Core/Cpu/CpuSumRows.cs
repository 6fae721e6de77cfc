using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>Sums of all rows of a matrix: the gradient of a bias.</summary>
internal static unsafe class CpuSumRows
{
    /// <summary>sum[c] = Σ x[row, c].</summary>
    public static void Run<T>(T* x, long rows, int columns, T* sum)
        where T : unmanaged
    {
        if (columns > 0)
        {
            var work = new Work { X = x, Rows = rows, Columns = columns, Sum = sum };
            Lanes.Floating(typeof(T) == typeof(float) ? DType.Float32 : DType.Float64, ref work);
        }
    }

    private struct Work : IFloatingWork
    {
        public void* X;
        public long Rows;
        public int Columns;
        public void* Sum;

        public void Run<V, T>()
            where V : struct, ILane<V>, IVectorLane<V, T>
            where T : unmanaged
        {
            using Scratch.Frame frame = Scratch.Open();
            var body = new SumRowsBody<V, T> { X = (T*)X, Rows = Rows, Columns = Columns };
            int chunks = body.Split();
            body.Sums = frame.Take<T>((nint)chunks * body.Line);
            WorkerPool.Run(chunks, ref body);
            body.Finish(chunks, (T*)Sum);
        }
    }
}
