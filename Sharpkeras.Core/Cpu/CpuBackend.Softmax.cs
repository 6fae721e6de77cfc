using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>Softmax and cross-entropy along rows, in one pass over memory for each row.</summary>
internal sealed unsafe partial class CpuBackend
{
    public override void Softmax(Tensor x, Tensor y, int rows, int n)
    {
        Stats.Launched();
        var work = new SoftmaxWork { X = Pointer(x), Y = Pointer(y), Rows = rows, Length = n };
        Lanes.Floating(y.DType, ref work);
    }

    public override void SparseSoftmaxCrossEntropy(Tensor logits, Tensor labels, Tensor losses, Tensor softmax, int rows, int n)
    {
        Softmax(logits, softmax, rows, n);
        var work = new CrossEntropyWork
        {
            Logits = Pointer(logits),
            Labels = (int*)Pointer(labels),
            Losses = Pointer(losses),
            Rows = rows,
            Length = n,
        };
        Lanes.Floating(logits.DType, ref work);
    }

    public override void SparseSoftmaxCrossEntropyGradient(
        Tensor softmax, Tensor labels, Tensor dlosses, Tensor dlogits, int rows, int n)
    {
        Stats.Launched();
        var work = new CrossEntropyGradientWork
        {
            Softmax = Pointer(softmax),
            Labels = (int*)Pointer(labels),
            Losses = Pointer(dlosses),
            Target = Pointer(dlogits),
            Rows = rows,
            Length = n,
        };
        Lanes.Floating(softmax.DType, ref work);
    }

    private struct SoftmaxWork : IFloatingWork
    {
        public void* X;
        public void* Y;
        public int Rows;
        public int Length;

        public void Run<V, T>()
            where V : struct, ILane<V>, IVectorLane<V, T>
            where T : unmanaged
        {
            var body = new SoftmaxBody<V, T> { Work = this, PerChunk = Chunks.RowsPerChunk(Rows, 4L * Length) };
            WorkerPool.Run((Rows + body.PerChunk - 1) / body.PerChunk, ref body);
        }
    }

    private struct SoftmaxBody<V, T> : IChunkBody
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        public SoftmaxWork Work;
        public int PerChunk;

        public readonly void Run(int chunk)
        {
            int first = chunk * PerChunk;
            int end = Math.Min(Work.Rows, first + PerChunk);
            if (NarrowSoftmax.Fits<V, T>(Work.Length))
            {
                long offset = (long)first * Work.Length;
                NarrowSoftmax.Softmax<V, T>((T*)Work.X + offset, (T*)Work.Y + offset, end - first, Work.Length);
                return;
            }

            T divisor;
            for (int row = first; row < end; row++)
            {
                T* y = (T*)Work.Y + ((long)row * Work.Length);
                SoftmaxLoop.Powers<V, T>((T*)Work.X + ((long)row * Work.Length), y, Work.Length, out V sum);
                divisor = V.Element(sum, 0);
                BinaryLoop.Forward<DivideKernel, V, T>(default, y, 1, &divisor, 0, y, Work.Length);
            }
        }
    }

    private struct CrossEntropyWork : IFloatingWork
    {
        public void* Logits;
        public int* Labels;
        public void* Losses;
        public int Rows;
        public int Length;

        public readonly void Run<V, T>()
            where V : struct, ILane<V>, IVectorLane<V, T>
            where T : unmanaged
        {
            T* losses = (T*)Losses;
            bool narrow = NarrowSoftmax.Fits<V, T>(Length);
            if (narrow)
            {
                NarrowSoftmax.LogSums<V, T>((T*)Logits, losses, Rows, Length);
            }

            for (int row = 0; row < Rows; row++)
            {
                T* x = (T*)Logits + ((long)row * Length);
                V logarithm = narrow ? V.Broadcast(losses[row]) : SoftmaxLoop.LogSum<V, T>(x, Length);
                int label = Labels[row];
                bool known = label >= 0 && label < Length;
                V loss = known ? logarithm - V.Broadcast(x[label]) : V.Of(double.NaN);
                losses[row] = V.Element(loss, 0);
            }
        }
    }

    private struct CrossEntropyGradientWork : IFloatingWork
    {
        public void* Softmax;
        public int* Labels;
        public void* Losses;
        public void* Target;
        public int Rows;
        public int Length;

        public readonly void Run<V, T>()
            where V : struct, ILane<V>, IVectorLane<V, T>
            where T : unmanaged
        {
            for (int row = 0; row < Rows; row++)
            {
                long offset = (long)row * Length;
                T* loss = (T*)Losses + row;
                T* target = (T*)Target + offset;
                BinaryLoop.NumberForward<MultiplyKernel, V, T>(default, (T*)Softmax + offset, 1, loss, 0, target, Length);
                int label = Labels[row];
                if (label >= 0 && label < Length)
                {
                    // (softmax − 1)·dloss, not softmax·dloss − dloss: no digits are lost where softmax is close to one.
                    V own = (V.Broadcast(((T*)Softmax)[offset + label]) - V.Of(1)) * V.Broadcast(*loss);
                    target[label] = V.Element(own, 0);
                }
            }
        }
    }
}
