using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>Elementwise functions of one tensor.</summary>
internal sealed unsafe partial class CpuBackend
{
    public override void Unary<K>(K kernel, Tensor x, Tensor y)
    {
        Stats.Launched();
        var work = new UnaryWork<K> { Kernel = kernel, X = Pointer(x), Y = Pointer(y), Length = y.Length };
        Lanes.Floating(y.DType, ref work);
    }

    public override void UnaryGradient<K>(K kernel, Tensor? x, Tensor? y, Tensor dy, Tensor dx)
    {
        Stats.Launched();
        void* gradient = Pointer(dy);
        var work = new UnaryGradientWork<K>
        {
            Kernel = kernel,
            X = x == null ? gradient : Pointer(x),
            Y = y == null ? gradient : Pointer(y),
            Gradient = gradient,
            Target = Pointer(dx),
            Length = dx.Length,
        };
        Lanes.Floating(dx.DType, ref work);
    }

    public override void NumberUnary<K>(K kernel, Tensor x, Tensor y)
    {
        Stats.Launched();
        var work = new NumberUnaryWork<K> { Kernel = kernel, X = Pointer(x), Y = Pointer(y), Length = y.Length };
        Lanes.Number(y.DType, ref work);
    }

    private struct UnaryWork<K> : IFloatingWork
        where K : struct, IUnaryKernel
    {
        public K Kernel;
        public void* X;
        public void* Y;
        public long Length;

        public void Run<V, T>()
            where V : struct, ILane<V>, IVectorLane<V, T>
            where T : unmanaged
        {
            var body = new UnaryBody<K, V, T> { Kernel = Kernel, X = (T*)X, Y = (T*)Y, Length = Length };
            WorkerPool.Run(Chunks.Count(Length), ref body);
        }
    }

    private struct UnaryBody<K, V, T> : IChunkBody
        where K : struct, IUnaryKernel
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        public K Kernel;
        public T* X;
        public T* Y;
        public long Length;

        public readonly void Run(int chunk)
        {
            long begin = Chunks.Begin(Length, chunk);
            UnaryLoop.Forward<K, V, T>(Kernel, X + begin, Y + begin, (nint)(Chunks.Begin(Length, chunk + 1) - begin));
        }
    }

    private struct UnaryGradientWork<K> : IFloatingWork
        where K : struct, IUnaryKernel
    {
        public K Kernel;
        public void* X;
        public void* Y;
        public void* Gradient;
        public void* Target;
        public long Length;

        public void Run<V, T>()
            where V : struct, ILane<V>, IVectorLane<V, T>
            where T : unmanaged
        {
            var body = new UnaryGradientBody<K, V, T> { Work = this };
            WorkerPool.Run(Chunks.Count(Length), ref body);
        }
    }

    private struct UnaryGradientBody<K, V, T> : IChunkBody
        where K : struct, IUnaryKernel
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        public UnaryGradientWork<K> Work;

        public readonly void Run(int chunk)
        {
            long begin = Chunks.Begin(Work.Length, chunk);
            nint length = (nint)(Chunks.Begin(Work.Length, chunk + 1) - begin);
            UnaryLoop.Gradient<K, V, T>(
                Work.Kernel, (T*)Work.X + begin, (T*)Work.Y + begin, (T*)Work.Gradient + begin, (T*)Work.Target + begin, length);
        }
    }

    private struct NumberUnaryWork<K> : INumberWork
        where K : struct, INumberUnaryKernel
    {
        public K Kernel;
        public void* X;
        public void* Y;
        public long Length;

        public void Run<V, T>()
            where V : struct, INumberLane<V>, IVectorLane<V, T>
            where T : unmanaged
        {
            var body = new NumberUnaryBody<K, V, T> { Kernel = Kernel, X = (T*)X, Y = (T*)Y, Length = Length };
            WorkerPool.Run(Chunks.Count(Length), ref body);
        }
    }

    private struct NumberUnaryBody<K, V, T> : IChunkBody
        where K : struct, INumberUnaryKernel
        where V : struct, INumberLane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        public K Kernel;
        public T* X;
        public T* Y;
        public long Length;

        public readonly void Run(int chunk)
        {
            long begin = Chunks.Begin(Length, chunk);
            UnaryLoop.NumberForward<K, V, T>(Kernel, X + begin, Y + begin, (nint)(Chunks.Begin(Length, chunk + 1) - begin));
        }
    }
}
