using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>Vectors of which only the first elements exist in memory; the rest is zero.</summary>
internal static unsafe class Tail
{
    [MethodImpl(HotLoop.Options)]
    public static V Load<V, T>(T* source, nint length)
        where V : struct, IVectorLane<V, T>
        where T : unmanaged
    {
        byte* buffer = stackalloc byte[64];
        new Span<byte>(buffer, 64).Clear();
        Unsafe.CopyBlockUnaligned(buffer, source, (uint)(length * sizeof(T)));
        return V.Load((T*)buffer);
    }

    [MethodImpl(HotLoop.Options)]
    public static void Store<V, T>(V value, T* target, nint length)
        where V : struct, IVectorLane<V, T>
        where T : unmanaged
    {
        byte* buffer = stackalloc byte[64];
        V.Store(value, (T*)buffer);
        Unsafe.CopyBlockUnaligned(target, buffer, (uint)(length * sizeof(T)));
    }
}
