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
        long all = 0;
        for (int i = 0; i < variables.Length; i++)
        {
            pieces[i] = new AdamPiece(Pointer(variables[i]), Pointer(gradients[i]), Pointer(m[i]), Pointer(v[i]), variables[i].Length);
            all += variables[i].Length;
        }

        var work = new AdamWork
        {
            Pieces = pieces,
            Count = variables.Length,
            Length = all,
            Rate = rate,
            Share1 = 1 - beta1,
            Share2 = 1 - beta2,
            Epsilon = epsilon,
        };
        Lanes.Floating(variables[0].DType, ref work);
    }

    /// <summary>A variable with what belongs to it.</summary>
    private readonly struct AdamPiece(void* variable, void* gradient, void* m, void* v, long length)
    {
        public readonly void* Variable = variable;
        public readonly void* Gradient = gradient;
        public readonly void* M = m;
        public readonly void* V = v;
        public readonly long Length = length;
    }

    private struct AdamWork : IFloatingWork
    {
        /// <summary>Four arrays are read and three written, so that a chunk is smaller than others are.</summary>
        private const int Grain = 4096;

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
            int chunks = Chunks.Even((Length + Grain - 1) / Grain);
            var body = new AdamBody<TLane, T> { Work = this, Chunks = chunks, Shared = chunks > 1 && WorkerPool.Threads > 1 };
            WorkerPool.Run(chunks, ref body);
            FetchAhead.Clear();
            for (int i = 0; i < Count; i++)
            {
                if (body.Streams(Pieces + i))
                {
                    FetchAhead.Announce(Pieces[i].Variable, (nint)Pieces[i].Length * sizeof(T));
                }
            }
        }
    }

    /// <summary>
    /// A chunk takes the same share of every variable: the thread that computed a part of a gradient, and has it in its cache, uses it.
    /// </summary>
    private struct AdamBody<V, T> : IChunkBody
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        /// <summary>Bytes of a variable that are worth writing past the caches.</summary>
        private const int Streamed = 32 * 1024;

        public AdamWork Work;
        public int Chunks;

        /// <summary>
        /// Several processors read the variables. To write a line of which another's cache has a copy takes so long that the stores
        /// behind it stop as well (20 ns a line where two share a cache, 85 ns where they do not; past the caches it is 4 ns).
        /// </summary>
        public bool Shared;

        /// <summary>Whether a variable is written past the caches.</summary>
        public readonly bool Streams(AdamPiece* piece) =>
            Shared && piece->Length * sizeof(T) >= Streamed && (nuint)piece->Variable % (nuint)(V.Count * sizeof(T)) == 0;

        public readonly void Run(int chunk)
        {
            for (int i = 0; i < Work.Count; i++)
            {
                AdamPiece* piece = Work.Pieces + i;
                nint from = (nint)Cpu.Chunks.Begin(piece->Length, chunk, Chunks);
                nint length = (nint)Cpu.Chunks.Begin(piece->Length, chunk + 1, Chunks) - from;
                T* variable = (T*)piece->Variable + from;
                Step(variable, (T*)piece->Gradient + from, (T*)piece->M + from, (T*)piece->V + from, length, Streams(piece));
            }

            // what went past the caches is there for the other threads
            Interlocked.MemoryBarrier();
        }

        [MethodImpl(HotLoop.Options)]
        private readonly void Step(T* variable, T* gradient, T* m, T* v, nint length, bool stream)
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
                V next = V.Load(variable + i) - (rate * first / (V.Sqrt(second) + epsilon));
                if (stream)
                {
                    V.Stream(next, variable + i);
                }
                else
                {
                    V.Store(next, variable + i);
                }
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
