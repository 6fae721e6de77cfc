using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>Arithmetic on lines of elements of any length.</summary>
internal static unsafe class LineMath
{
    /// <summary>sum += line.</summary>
    [MethodImpl(HotLoop.Options)]
    public static void Add<V, T>(T* sum, T* line, nint length)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        nint i = 0;
        for (; i <= length - V.Count; i += V.Count)
        {
            V.Store(V.Load(sum + i) + V.Load(line + i), sum + i);
        }

        if (i < length)
        {
            nint rest = length - i;
            Tail.Store(Tail.Load<V, T>(sum + i, rest) + Tail.Load<V, T>(line + i, rest), sum + i, rest);
        }
    }
}
