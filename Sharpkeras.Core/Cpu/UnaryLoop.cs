using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>
/// The loops of elementwise functions of one array. What is left over after whole vectors goes through a padded vector on the stack,
/// so that the last elements get the same digits as the others.
/// </summary>
internal static unsafe class UnaryLoop
{
    [MethodImpl(HotLoop.Options)]
    public static void Forward<K, V, T>(K kernel, T* x, T* y, nint length)
        where K : struct, IUnaryKernel
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        nint i = 0;
        for (; i <= length - V.Count; i += V.Count)
        {
            V.Store(kernel.Forward(V.Load(x + i)), y + i);
        }

        if (i < length)
        {
            V value = kernel.Forward(Tail.Load<V, T>(x + i, length - i));
            Tail.Store(value, y + i, length - i);
        }
    }

    [MethodImpl(HotLoop.Options)]
    public static void Gradient<K, V, T>(K kernel, T* x, T* y, T* dy, T* dx, nint length)
        where K : struct, IUnaryKernel
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        nint i = 0;
        for (; i <= length - V.Count; i += V.Count)
        {
            V.Store(kernel.Gradient(V.Load(x + i), V.Load(y + i), V.Load(dy + i)), dx + i);
        }

        if (i < length)
        {
            nint rest = length - i;
            V value = kernel.Gradient(Tail.Load<V, T>(x + i, rest), Tail.Load<V, T>(y + i, rest), Tail.Load<V, T>(dy + i, rest));
            Tail.Store(value, dx + i, rest);
        }
    }

    [MethodImpl(HotLoop.Options)]
    public static void NumberForward<K, V, T>(K kernel, T* x, T* y, nint length)
        where K : struct, INumberUnaryKernel
        where V : struct, INumberLane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        nint i = 0;
        for (; i <= length - V.Count; i += V.Count)
        {
            V.Store(kernel.Forward(V.Load(x + i)), y + i);
        }

        if (i < length)
        {
            V value = kernel.Forward(Tail.Load<V, T>(x + i, length - i));
            Tail.Store(value, y + i, length - i);
        }
    }
}
