using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>The loops of elementwise functions of two arrays, either of which may be a single repeated value (step 0).</summary>
internal static unsafe class BinaryLoop
{
    [MethodImpl(HotLoop.Options)]
    public static void Forward<K, V, T>(K kernel, T* a, int stepA, T* b, int stepB, T* y, nint length)
        where K : struct, IBinaryKernel
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        nint i = 0;
        if (stepA != 0 && stepB != 0)
        {
            for (; i <= length - V.Count; i += V.Count)
            {
                V.Store(kernel.Forward(V.Load(a + i), V.Load(b + i)), y + i);
            }
        }
        else
        {
            V constantA = V.Broadcast(*a);
            V constantB = V.Broadcast(*b);
            for (; i <= length - V.Count; i += V.Count)
            {
                V.Store(kernel.Forward(stepA != 0 ? V.Load(a + i) : constantA, stepB != 0 ? V.Load(b + i) : constantB), y + i);
            }
        }

        if (i < length)
        {
            V left = Rest<V, T>(a, stepA, i, length);
            V right = Rest<V, T>(b, stepB, i, length);
            Tail.Store(kernel.Forward(left, right), y + i, length - i);
        }
    }

    [MethodImpl(HotLoop.Options)]
    public static void NumberForward<K, V, T>(K kernel, T* a, int stepA, T* b, int stepB, T* y, nint length)
        where K : struct, INumberBinaryKernel
        where V : struct, INumberLane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        nint i = 0;
        if (stepA != 0 && stepB != 0)
        {
            for (; i <= length - V.Count; i += V.Count)
            {
                V.Store(kernel.Forward(V.Load(a + i), V.Load(b + i)), y + i);
            }
        }
        else
        {
            V constantA = V.Broadcast(*a);
            V constantB = V.Broadcast(*b);
            for (; i <= length - V.Count; i += V.Count)
            {
                V.Store(kernel.Forward(stepA != 0 ? V.Load(a + i) : constantA, stepB != 0 ? V.Load(b + i) : constantB), y + i);
            }
        }

        if (i < length)
        {
            V left = Rest<V, T>(a, stepA, i, length);
            V right = Rest<V, T>(b, stepB, i, length);
            Tail.Store(kernel.Forward(left, right), y + i, length - i);
        }
    }

    [MethodImpl(HotLoop.Options)]
    public static void IntegerForward<K, V, T>(K kernel, T* a, int stepA, T* b, int stepB, T* y, nint length)
        where K : struct, IIntegerBinaryKernel
        where V : struct, IIntegerLane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        for (nint i = 0; i < length; i += V.Count)
        {
            V value = kernel.Forward(Rest<V, T>(a, stepA, i, length), Rest<V, T>(b, stepB, i, length));
            if (length - i >= V.Count)
            {
                V.Store(value, y + i);
            }
            else
            {
                Tail.Store(value, y + i, length - i);
            }
        }
    }

    [MethodImpl(HotLoop.Options)]
    public static void Gradient<K, V, T>(
        K kernel, bool forA, T* a, int stepA, T* b, int stepB, T* y, T* dy, T* target, nint length)
        where K : struct, IBinaryKernel
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        V constantA = V.Broadcast(*a);
        V constantB = V.Broadcast(*b);
        nint i = 0;
        for (; i <= length - V.Count; i += V.Count)
        {
            V left = stepA != 0 ? V.Load(a + i) : constantA;
            V right = stepB != 0 ? V.Load(b + i) : constantB;
            V value = forA
                ? kernel.GradientA(left, right, V.Load(y + i), V.Load(dy + i))
                : kernel.GradientB(left, right, V.Load(y + i), V.Load(dy + i));
            V.Store(value, target + i);
        }

        if (i < length)
        {
            nint rest = length - i;
            V left = Rest<V, T>(a, stepA, i, length);
            V right = Rest<V, T>(b, stepB, i, length);
            V output = Tail.Load<V, T>(y + i, rest);
            V gradient = Tail.Load<V, T>(dy + i, rest);
            V value = forA ? kernel.GradientA(left, right, output, gradient) : kernel.GradientB(left, right, output, gradient);
            Tail.Store(value, target + i, rest);
        }
    }

    /// <summary>Comparisons: one byte for each element, 1 where the mask is set.</summary>
    [MethodImpl(HotLoop.Options)]
    public static void Compare<K, V, T>(K kernel, T* a, int stepA, T* b, int stepB, byte* y, nint length)
        where K : struct, ICompareKernel
        where V : struct, INumberLane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        T* flags = stackalloc T[64];
        for (nint i = 0; i < length; i += V.Count)
        {
            V left = Rest<V, T>(a, stepA, i, length);
            V right = Rest<V, T>(b, stepB, i, length);
            V.Store(V.Select(kernel.Compare(left, right), V.Of(1), V.Of(0)), flags);
            nint count = Math.Min(V.Count, length - i);
            for (nint j = 0; j < count; j++)
            {
                y[i + j] = EqualityComparer<T>.Default.Equals(flags[j], default) ? (byte)0 : (byte)1;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Rest<V, T>(T* source, int step, nint i, nint length)
        where V : struct, IVectorLane<V, T>
        where T : unmanaged
    {
        if (step == 0)
        {
            return V.Broadcast(*source);
        }

        return length - i >= V.Count ? V.Load(source + i) : Tail.Load<V, T>(source + i, length - i);
    }
}
