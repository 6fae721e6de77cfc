using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>Elementwise functions of two tensors.</summary>
internal sealed unsafe partial class CpuBackend
{
    public override void Binary<K>(K kernel, Tensor a, Tensor b, Tensor y)
    {
        Stats.Launched();
        var work = new BinaryWork<K> { Kernel = kernel, Walk = new BinaryWalk(a, b, y) };
        Lanes.Floating(y.DType, ref work);
    }

    public override void NumberBinary<K>(K kernel, Tensor a, Tensor b, Tensor y)
    {
        Stats.Launched();
        var work = new NumberBinaryWork<K> { Kernel = kernel, Walk = new BinaryWalk(a, b, y) };
        Lanes.Number(y.DType, ref work);
    }

    public override void BinaryGradient<K>(K kernel, bool forA, Tensor? a, Tensor? b, Tensor? y, Tensor dy, Tensor target)
    {
        Stats.Launched();
        var work = new BinaryGradientWork<K>
        {
            Kernel = kernel,
            ForA = forA,
            Walk = new BinaryWalk(a ?? dy, b ?? dy, target),
            Output = Pointer(y ?? dy),
            Gradient = Pointer(dy),
        };
        Lanes.Floating(target.DType, ref work);
    }

    public override void Compare<K>(K kernel, Tensor a, Tensor b, Tensor y)
    {
        Stats.Launched();
        var work = new CompareWork<K> { Kernel = kernel, Walk = new BinaryWalk(a, b, y) };
        Lanes.Number(a.DType, ref work);
    }

    private struct BinaryWork<K> : IFloatingWork
        where K : struct, IBinaryKernel
    {
        public K Kernel;
        public BinaryWalk Walk;

        public void Run<V, T>()
            where V : struct, ILane<V>, IVectorLane<V, T>
            where T : unmanaged
        {
            var body = new BinaryBody<K, V, T> { Work = this };
            WorkerPool.Run(Walk.Chunks, ref body);
        }
    }

    private struct BinaryBody<K, V, T> : IChunkBody
        where K : struct, IBinaryKernel
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        public BinaryWork<K> Work;

        public readonly void Run(int chunk)
        {
            foreach (BinaryPiece piece in Work.Walk.Pieces(chunk))
            {
                BinaryLoop.Forward<K, V, T>(
                    Work.Kernel,
                    (T*)Work.Walk.A + piece.A,
                    piece.StepA,
                    (T*)Work.Walk.B + piece.B,
                    piece.StepB,
                    (T*)Work.Walk.Y + piece.Y,
                    piece.Length);
            }
        }
    }

    private struct NumberBinaryWork<K> : INumberWork
        where K : struct, INumberBinaryKernel
    {
        public K Kernel;
        public BinaryWalk Walk;

        public void Run<V, T>()
            where V : struct, INumberLane<V>, IVectorLane<V, T>
            where T : unmanaged
        {
            var body = new NumberBinaryBody<K, V, T> { Work = this };
            WorkerPool.Run(Walk.Chunks, ref body);
        }
    }

    private struct NumberBinaryBody<K, V, T> : IChunkBody
        where K : struct, INumberBinaryKernel
        where V : struct, INumberLane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        public NumberBinaryWork<K> Work;

        public readonly void Run(int chunk)
        {
            foreach (BinaryPiece piece in Work.Walk.Pieces(chunk))
            {
                BinaryLoop.NumberForward<K, V, T>(
                    Work.Kernel,
                    (T*)Work.Walk.A + piece.A,
                    piece.StepA,
                    (T*)Work.Walk.B + piece.B,
                    piece.StepB,
                    (T*)Work.Walk.Y + piece.Y,
                    piece.Length);
            }
        }
    }

    private struct BinaryGradientWork<K> : IFloatingWork
        where K : struct, IBinaryKernel
    {
        public K Kernel;
        public bool ForA;
        public BinaryWalk Walk;
        public void* Output;
        public void* Gradient;

        public void Run<V, T>()
            where V : struct, ILane<V>, IVectorLane<V, T>
            where T : unmanaged
        {
            var body = new BinaryGradientBody<K, V, T> { Work = this };
            WorkerPool.Run(Walk.Chunks, ref body);
        }
    }

    private struct BinaryGradientBody<K, V, T> : IChunkBody
        where K : struct, IBinaryKernel
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        public BinaryGradientWork<K> Work;

        public readonly void Run(int chunk)
        {
            foreach (BinaryPiece piece in Work.Walk.Pieces(chunk))
            {
                BinaryLoop.Gradient<K, V, T>(
                    Work.Kernel,
                    Work.ForA,
                    (T*)Work.Walk.A + piece.A,
                    piece.StepA,
                    (T*)Work.Walk.B + piece.B,
                    piece.StepB,
                    (T*)Work.Output + piece.Y,
                    (T*)Work.Gradient + piece.Y,
                    (T*)Work.Walk.Y + piece.Y,
                    piece.Length);
            }
        }
    }

    private struct CompareWork<K> : INumberWork
        where K : struct, ICompareKernel
    {
        public K Kernel;
        public BinaryWalk Walk;

        public void Run<V, T>()
            where V : struct, INumberLane<V>, IVectorLane<V, T>
            where T : unmanaged
        {
            var body = new CompareBody<K, V, T> { Work = this };
            WorkerPool.Run(Walk.Chunks, ref body);
        }
    }

    private struct CompareBody<K, V, T> : IChunkBody
        where K : struct, ICompareKernel
        where V : struct, INumberLane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        public CompareWork<K> Work;

        public readonly void Run(int chunk)
        {
            foreach (BinaryPiece piece in Work.Walk.Pieces(chunk))
            {
                BinaryLoop.Compare<K, V, T>(
                    Work.Kernel,
                    (T*)Work.Walk.A + piece.A,
                    piece.StepA,
                    (T*)Work.Walk.B + piece.B,
                    piece.StepB,
                    (byte*)Work.Walk.Y + piece.Y,
                    piece.Length);
            }
        }
    }
}
