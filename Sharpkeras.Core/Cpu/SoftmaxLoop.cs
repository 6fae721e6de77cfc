using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>The parts of softmax for one row. Single results come in every element of a lane.</summary>
internal static unsafe class SoftmaxLoop
{
    /// <summary>y = exp(x − max), and the sum of y.</summary>
    [MethodImpl(HotLoop.Options)]
    public static void Powers<V, T>(T* x, T* y, nint length, out V sum)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        V max = V.Broadcast(ReduceLoop.Row<MaxReduction, V, T>(default, x, length));
        nint i = 0;
        for (; i <= length - V.Count; i += V.Count)
        {
            V.Store(V.Exp(V.Load(x + i) - max), y + i);
        }

        if (i < length)
        {
            Tail.Store(V.Exp(Tail.Load<V, T>(x + i, length - i) - max), y + i, length - i);
        }

        sum = V.Broadcast(ReduceLoop.Row<SumReduction, V, T>(default, y, length));
    }

    /// <summary>max + log Σ exp(x − max).</summary>
    [MethodImpl(HotLoop.Options)]
    public static V LogSum<V, T>(T* x, nint length)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        V max = V.Broadcast(ReduceLoop.Row<MaxReduction, V, T>(default, x, length));
        V sums = V.Of(0);
        nint i = 0;
        for (; i <= length - V.Count; i += V.Count)
        {
            sums += V.Exp(V.Load(x + i) - max);
        }

        byte* buffer = stackalloc byte[128];
        T* values = (T*)buffer;
        V.Store(sums, values);
        int count = V.Count;
        if (i < length)
        {
            V rest = V.Exp(Tail.Load<V, T>(x + i, length - i) - max);
            V.Store(rest, values + count);
            count += (int)(length - i);
        }

        V sum = V.Broadcast(ReduceLoop.Row<SumReduction, V, T>(default, values, count));
        return max + V.Log(sum);
    }
}
