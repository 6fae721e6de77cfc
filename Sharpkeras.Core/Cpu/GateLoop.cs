using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>The loop that gates of all cells share.</summary>
internal static unsafe class GateLoop
{
    /// <summary>y = f(a + b).</summary>
    [MethodImpl(HotLoop.Options)]
    public static void Activate<K, V, T>(K kernel, T* a, T* b, T* y, nint length)
        where K : struct, IUnaryKernel
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        nint i = 0;
        for (; i <= length - V.Count; i += V.Count)
        {
            V.Store(kernel.Forward(V.Load(a + i) + V.Load(b + i)), y + i);
        }

        if (i < length)
        {
            nint rest = length - i;
            Tail.Store(kernel.Forward(Tail.Load<V, T>(a + i, rest) + Tail.Load<V, T>(b + i, rest)), y + i, rest);
        }
    }
}
