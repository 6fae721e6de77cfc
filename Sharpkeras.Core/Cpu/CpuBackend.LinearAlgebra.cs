using System.Numerics;

namespace Sharpkeras.Cpu;

/// <summary>Factorizations, the matrices of a batch in parallel.</summary>
internal sealed unsafe partial class CpuBackend
{
    public override void Cholesky(Tensor x, Tensor y, int batch, int n)
    {
        Stats.Launched();
        Copy(x, y);
        Each(y.DType, batch, new CholeskyWork { Y = Pointer(y), N = n });
    }

    public override void SolveTriangular(Tensor a, Tensor b, Tensor y, int batch, int n, int m, bool lower, bool transpose, bool unit)
    {
        Stats.Launched();
        Copy(b, y);
        Each(y.DType, batch, new TriangularWork { A = Pointer(a), Y = Pointer(y), N = n, M = m, Lower = lower, Transpose = transpose, Unit = unit });
    }

    public override void LuFactor(Tensor x, Tensor lu, Tensor rows, Tensor signs, int batch, int n)
    {
        Stats.Launched();
        Copy(x, lu);
        Each(lu.DType, batch, new LuWork { Lu = Pointer(lu), Rows = (int*)Pointer(rows), Signs = Pointer(signs), N = n });
    }

    public override void Qr(Tensor x, Tensor q, Tensor r, int batch, int m, int n, int columns)
    {
        Stats.Launched();
        Each(x.DType, batch, new QrWork { X = Pointer(x), Q = Pointer(q), R = Pointer(r), Rows = m, Columns = n, Wide = columns });
    }

    public override void Eigh(Tensor x, Tensor values, Tensor vectors, int batch, int n)
    {
        Stats.Launched();
        Each(x.DType, batch, new EighWork { X = Pointer(x), Values = Pointer(values), Vectors = Pointer(vectors), N = n });
    }

    public override void Svd(Tensor x, Tensor u, Tensor s, Tensor v, int batch, int m, int n)
    {
        Stats.Launched();
        Each(x.DType, batch, new SvdWork { X = Pointer(x), U = Pointer(u), S = Pointer(s), V = Pointer(v), Rows = m, Columns = n });
    }

    private static void Each<W>(DType dtype, int batch, W work)
        where W : struct, IMatrixWork
    {
        if (dtype == DType.Float32)
        {
            var body = new MatrixBody<W, float> { Work = work };
            WorkerPool.Run(batch, ref body);
        }
        else
        {
            var body = new MatrixBody<W, double> { Work = work };
            WorkerPool.Run(batch, ref body);
        }
    }

    /// <summary>Work on one matrix of a batch.</summary>
    private interface IMatrixWork
    {
        void Run<T>(long matrix)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>;
    }

    private struct MatrixBody<W, T> : IChunkBody
        where W : struct, IMatrixWork
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public W Work;

        public void Run(int chunk) => Work.Run<T>(chunk);
    }

    private struct CholeskyWork : IMatrixWork
    {
        public void* Y;
        public int N;

        public readonly void Run<T>(long matrix)
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => Factorizations.Cholesky((T*)Y + (matrix * N * N), N);
    }

    private struct TriangularWork : IMatrixWork
    {
        public void* A;
        public void* Y;
        public int N;
        public int M;
        public bool Lower;
        public bool Transpose;
        public bool Unit;

        public readonly void Run<T>(long matrix)
            where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            Factorizations.SolveTriangular((T*)A + (matrix * N * N), (T*)Y + (matrix * N * M), N, M, Lower, Transpose, Unit);
    }

    private struct LuWork : IMatrixWork
    {
        public void* Lu;
        public int* Rows;
        public void* Signs;
        public int N;

        public readonly void Run<T>(long matrix)
            where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            ((T*)Signs)[matrix] = Factorizations.Lu((T*)Lu + (matrix * N * N), Rows + (matrix * N), N);
    }

    private struct QrWork : IMatrixWork
    {
        public void* X;
        public void* Q;
        public void* R;
        public int Rows;
        public int Columns;
        public int Wide;

        public readonly void Run<T>(long matrix)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            T* x = (T*)X + (matrix * Rows * Columns);
            Factorizations.Qr(x, (T*)Q + (matrix * Rows * Wide), (T*)R + (matrix * Wide * Columns), Rows, Columns, Wide);
        }
    }

    private struct EighWork : IMatrixWork
    {
        public void* X;
        public void* Values;
        public void* Vectors;
        public int N;

        public readonly void Run<T>(long matrix)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            long place = matrix * N * N;
            Rotations.Eigen((T*)X + place, (T*)Values + (matrix * N), (T*)Vectors + place, N);
        }
    }

    private struct SvdWork : IMatrixWork
    {
        public void* X;
        public void* U;
        public void* S;
        public void* V;
        public int Rows;
        public int Columns;

        public readonly void Run<T>(long matrix)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            long place = matrix * Rows * Columns;
            T* v = (T*)V + (matrix * Columns * Columns);
            Rotations.Singular((T*)X + place, (T*)U + place, (T*)S + (matrix * Columns), v, Rows, Columns);
        }
    }
}
