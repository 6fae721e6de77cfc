using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>Elementwise functions of two tensors of integers.</summary>
internal sealed unsafe partial class CpuBackend
{
    public override void IntegerBinary<K>(K kernel, Tensor a, Tensor b, Tensor y)
    {
        Stats.Launched();
        var work = new IntegerBinaryWork<K> { Kernel = kernel, Walk = new BinaryWalk(a, b, y) };
        Lanes.Integer(y.DType, ref work);
    }

    private struct IntegerBinaryWork<K> : IIntegerWork
        where K : struct, IIntegerBinaryKernel
    {
        public K Kernel;
        public BinaryWalk Walk;

        public void Run<V, T>()
            where V : struct, IIntegerLane<V>, IVectorLane<V, T>
            where T : unmanaged
        {
            var body = new IntegerBinaryBody<K, V, T> { Work = this };
            WorkerPool.Run(Walk.Chunks, ref body);
        }
    }

    private struct IntegerBinaryBody<K, V, T> : IChunkBody
        where K : struct, IIntegerBinaryKernel
        where V : struct, IIntegerLane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        public IntegerBinaryWork<K> Work;

        public readonly void Run(int chunk)
        {
            foreach (BinaryPiece piece in Work.Walk.Pieces(chunk))
            {
                BinaryLoop.IntegerForward<K, V, T>(
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
}
