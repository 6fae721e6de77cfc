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

        AdamSteps([variable], [gradient], [m], [v], rate, beta1, beta2, epsilon);
    }

    public override void AdamSteps(
        ReadOnlySpan<Tensor> variables,
        ReadOnlySpan<Tensor> gradients,
        ReadOnlySpan<Tensor> m,
        ReadOnlySpan<Tensor> v,
        double rate,
        double beta1,
        double beta2,
        double epsilon)
    {
        if (variables.IsEmpty)
        {
            return;
        }

        Stats.Launched();
        using Scratch.Frame frame = Scratch.Open();
        AdamPiece* pieces = frame.Take<AdamPiece>(variables.Length);
        long end = 0;
        for (int i = 0; i < variables.Length; i++)
        {
            end += variables[i].Length;
            pieces[i] = new AdamPiece(Pointer(variables[i]), Pointer(gradients[i]), Pointer(m[i]), Pointer(v[i]), end - variables[i].Length, end);
        }

        var work = new AdamWork
        {
            Pieces = pieces,
            Count = variables.Length,
            Length = end,
            Rate = rate,
            Share1 = 1 - beta1,
            Share2 = 1 - beta2,
            Epsilon = epsilon,
        };
        Lanes.Floating(variables[0].DType, ref work);
    }

    /// <summary>A variable with what belongs to it; its elements are numbered on from those of the one before.</summary>
    private readonly struct AdamPiece(void* variable, void* gradient, void* m, void* v, long begin, long end)
    {
        public readonly void* Variable = variable;
        public readonly void* Gradient = gradient;
        public readonly void* M = m;
        public readonly void* V = v;
        public readonly long Begin = begin;
        public readonly long End = end;
    }

    private struct AdamWork : IFloatingWork
    {
        public AdamPiece* Pieces;
        public int Count;
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
            WorkerPool.Run(checked((int)((Length + AdamBody<TLane, T>.Grain - 1) / AdamBody<TLane, T>.Grain)), ref body);
        }
    }

    /// <summary>All variables as one row of elements, cut in pieces of the same size.</summary>
    private struct AdamBody<V, T> : IChunkBody
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        /// <summary>Four arrays are read and three written, so that a piece is smaller than others are.</summary>
        public const int Grain = 4096;

        public AdamWork Work;

        public readonly void Run(int chunk)
        {
            long begin = (long)chunk * Grain;
            long end = Math.Min(begin + Grain, Work.Length);
            for (int i = 0; i < Work.Count; i++)
            {
                AdamPiece* piece = Work.Pieces + i;
                long from = Math.Max(begin, piece->Begin);
                long to = Math.Min(end, piece->End);
                if (from < to)
                {
                    nint at = (nint)(from - piece->Begin);
                    Step((T*)piece->Variable + at, (T*)piece->Gradient + at, (T*)piece->M + at, (T*)piece->V + at, (nint)(to - from));
                }
            }
        }

        [MethodImpl(HotLoop.Options)]
        private readonly void Step(T* variable, T* gradient, T* m, T* v, nint length)
        {
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
