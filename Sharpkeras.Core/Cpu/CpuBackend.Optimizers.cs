using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>Optimizer steps in one pass over a variable and its state.</summary>
internal sealed unsafe partial class CpuBackend
{
    public override void AdamStep(
        Tensor variable, Tensor gradient, Tensor m, Tensor v, Tensor? vMax, double rate, double beta1, double beta2, double epsilon)
    {
        if (vMax != null)
        {
            base.AdamStep(variable, gradient, m, v, vMax, rate, beta1, beta2, epsilon);
            return;
        }

        Stats.Launched();
        var work = new AdamWork
        {
            Variable = Pointer(variable),
            Gradient = Pointer(gradient),
            M = Pointer(m),
            V = Pointer(v),
            Length = variable.Length,
            Rate = rate,
            Share1 = 1 - beta1,
            Share2 = 1 - beta2,
            Epsilon = epsilon,
        };
        Lanes.Floating(variable.DType, ref work);
    }

    private struct AdamWork : IFloatingWork
    {
        public void* Variable;
        public void* Gradient;
        public void* M;
        public void* V;
        public long Length;
        public Parameter Rate;
        public Parameter Share1;
        public Parameter Share2;
        public Parameter Epsilon;

        public void Run<TLane, T>()
            where TLane : struct, ILane<TLane>, IVectorLane<TLane, T>
            where T : unmanaged
        {
            var body = new AdamBody<TLane, T> { Work = this };
            WorkerPool.Run(Chunks.Count(Length), ref body);
        }
    }

    private struct AdamBody<V, T> : IChunkBody
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        public AdamWork Work;

        [MethodImpl(HotLoop.Options)]
        public readonly void Run(int chunk)
        {
            long begin = (long)chunk * Chunks.Grain;
            nint length = (nint)Math.Min(Chunks.Grain, Work.Length - begin);
            T* variable = (T*)Work.Variable + begin;
            T* gradient = (T*)Work.Gradient + begin;
            T* m = (T*)Work.M + begin;
            T* v = (T*)Work.V + begin;
            V rate = V.Of(Work.Rate);
            V share1 = V.Of(Work.Share1);
            V share2 = V.Of(Work.Share2);
            V epsilon = V.Of(Work.Epsilon);
            nint i = 0;
            for (; i <= length - V.Count; i += V.Count)
            {
                V g = V.Load(gradient + i);
                V first = V.Load(m + i);
                V second = V.Load(v + i);
                first += (g - first) * share1;
                second += ((g * g) - second) * share2;
                V.Store(first, m + i);
                V.Store(second, v + i);
                V.Store(V.Load(variable + i) - (rate * first / (V.Sqrt(second) + epsilon)), variable + i);
            }

            if (i < length)
            {
                nint rest = length - i;
                V g = Tail.Load<V, T>(gradient + i, rest);
                V first = Tail.Load<V, T>(m + i, rest);
                V second = Tail.Load<V, T>(v + i, rest);
                first += (g - first) * share1;
                second += ((g * g) - second) * share2;
                Tail.Store(first, m + i, rest);
                Tail.Store(second, v + i, rest);
                Tail.Store(Tail.Load<V, T>(variable + i, rest) - (rate * first / (V.Sqrt(second) + epsilon)), variable + i, rest);
            }
        }
    }
}
