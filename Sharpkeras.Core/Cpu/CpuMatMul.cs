using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>Matrix products of float32 and float64.</summary>
internal static unsafe class CpuMatMul
{
    /// <summary>Rows of this length lie on different pages and fall on the same lines of the cache.</summary>
    private const int FarRows = 512;

    /// <summary>Factors of so many bytes together stay in the second cache, and are read in place: packing spares nothing then.</summary>
    private const int NearBytes = 256 * 1024;

    /// <summary>
    /// <c>c[z] = f(op(a[z]) · op(b[z]) + bias)</c> for every z of the batch; c is [batch, m, n]. Sums are kept in the element type,
    /// in an order that depends on the sizes only.
    /// </summary>
    /// <param name="a">
    /// [m, k], or [k, m] when transposed; <paramref name="strideA"/> elements from one of the batch to the next, 0 for the same.
    /// </param>
    /// <param name="b">[k, n], or [n, k] when transposed; <paramref name="strideB"/> as for a.</param>
    /// <param name="c">The result.</param>
    /// <param name="batch">How many products.</param>
    /// <param name="strideA">See a.</param>
    /// <param name="strideB">See b.</param>
    /// <param name="m">Rows of the result.</param>
    /// <param name="n">Columns of the result.</param>
    /// <param name="k">Terms of a sum.</param>
    /// <param name="transposeA">a is stored the other way round.</param>
    /// <param name="transposeB">b is stored the other way round.</param>
    /// <param name="bias">[n], added to each row.</param>
    /// <param name="epilogue">The function f.</param>
    /// <param name="accumulate">The products are added to what c holds (before f), instead of replacing it.</param>
    public static void Multiply<T>(
        T* a,
        T* b,
        T* c,
        int batch,
        long strideA,
        long strideB,
        int m,
        int n,
        int k,
        bool transposeA,
        bool transposeB,
        T* bias = null,
        TileEpilogue? epilogue = null,
        bool accumulate = false)
        where T : unmanaged
    {
        if (batch == 0 || m == 0 || n == 0)
        {
            return;
        }

        var work = new Work
        {
            A = a,
            B = b,
            C = c,
            StrideA = strideA,
            StrideB = strideB,
            Batch = batch,
            M = m,
            N = n,
            K = k,
            TransposeA = transposeA,
            TransposeB = transposeB,
            Bias = bias,
            Epilogue = epilogue,
            Accumulate = accumulate,
        };
        Lanes.Floating(typeof(T) == typeof(float) ? DType.Float32 : DType.Float64, ref work);
    }

    private struct Work : IFloatingWork
    {
        public void* A;
        public void* B;
        public void* C;
        public long StrideA;
        public long StrideB;
        public int Batch;
        public int M;
        public int N;
        public int K;
        public bool TransposeA;
        public bool TransposeB;
        public void* Bias;
        public TileEpilogue? Epilogue;
        public bool Accumulate;

        public void Run<V, T>()
            where V : struct, ILane<V>, IVectorLane<V, T>
            where T : unmanaged
        {
            using Scratch.Frame frame = Scratch.Open();
            MatMulBody<V, T> body = Body<V, T>();
            if (TransposeA && M >= FarRows && N >= FarRows / 4)
            {
                Turn(frame, ref body);
            }

            if (Batch == 1 && M >= BlockedMatMul<V, T>.FewestRows && N > 2 * V.Count && (long)K * (M + N) * sizeof(T) > NearBytes)
            {
                new BlockedMatMul<V, T> { Product = body }.Run();
                return;
            }

            WorkerPool.Run(body.Split(), ref body);
        }

        private readonly MatMulBody<V, T> Body<V, T>()
            where V : struct, ILane<V>, IVectorLane<V, T>
            where T : unmanaged => new()
            {
                A = (T*)A,
                B = (T*)B,
                C = (T*)C,
                StrideA = (nint)StrideA,
                StrideB = (nint)StrideB,
                Batch = Batch,
                M = M,
                N = N,
                K = K,
                ARow = TransposeA ? 1 : K,
                AStep = TransposeA ? M : 1,
                TransposeB = TransposeB,
                Bias = (T*)Bias,
                Epilogue = Epilogue,
                Accumulate = Accumulate,
            };

        /// <summary>
        /// Stores a the right way round: when every step of a sum is on another page, each panel would pay for that again.
        /// </summary>
        private readonly void Turn<V, T>(Scratch.Frame frame, ref MatMulBody<V, T> body)
            where V : struct, ILane<V>, IVectorLane<V, T>
            where T : unmanaged
        {
            int count = StrideA == 0 ? 1 : Batch;
            T* turned = frame.Take<T>((nint)count * M * K);
            var turn = new TurnBody<T> { Source = body.A, Stride = (nint)StrideA, Target = turned, Rows = K, Columns = M };
            WorkerPool.Run(turn.Split(count), ref turn);
            body.A = turned;
            body.StrideA = StrideA == 0 ? 0 : (nint)M * K;
            body.ARow = K;
            body.AStep = 1;
        }
    }

    /// <summary>Transposes matrices in strips of columns.</summary>
    private struct TurnBody<T> : IChunkBody
        where T : unmanaged
    {
        public T* Source;
        public nint Stride;
        public T* Target;
        public int Rows;
        public int Columns;

        private const int Strip = 64;

        private readonly int Strips => (Columns + Strip - 1) / Strip;

        public readonly int Split(int count) => checked(count * Strips);

        public readonly void Run(int chunk)
        {
            int matrix = chunk / Strips;
            int column = chunk % Strips * Strip;
            T* target = Target + (((nint)matrix * Columns) + column) * Rows;
            Transposer.Run(Source + (matrix * Stride) + column, Columns, target, Rows, Rows, Math.Min(Strip, Columns - column));
        }
    }
}
