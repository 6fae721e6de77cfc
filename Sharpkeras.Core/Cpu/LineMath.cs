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

    /// <summary>Adds parts that lie one behind the other to the first one, in order.</summary>
    public static void AddParts<V, T>(T* sums, int parts, nint length)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        for (int part = 1; part < parts; part++)
        {
            Add<V, T>(sums, sums + (part * length), length);
        }
    }
}
