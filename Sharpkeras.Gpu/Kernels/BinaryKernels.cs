using ILGPU;
using Sharpkeras.Kernels;

namespace Sharpkeras.Gpu.Kernels;

/// <summary>The GPU form of the elementwise functions of two tensors that broadcast, over the lanes of single values.</summary>
internal static class BinaryKernels
{
    /// <summary>y = f(a, b).</summary>
    [GpuKernel]
    public static void Forward<K, V>(K kernel, BroadcastWalk walk, ArrayView<V> a, ArrayView<V> b, ArrayView<V> y, int length)
        where K : struct, IBinaryKernel
        where V : unmanaged, ILane<V>
    {
        for (int i = Threads.Index; i < length; i += Threads.Count)
        {
            BroadcastWalk.Places at = walk.At(i);
            y[i] = kernel.Forward(a[at.A], b[at.B]);
        }
    }

    /// <summary>The gradient for a or for b from dy, in the shape of y.</summary>
    [GpuKernel]
    public static void Gradient<K, V>(
        K kernel,
        byte forA,
        BroadcastWalk walk,
        ArrayView<V> a,
        ArrayView<V> b,
        ArrayView<V> y,
        ArrayView<V> dy,
        ArrayView<V> target,
        int length)
        where K : struct, IBinaryKernel
        where V : unmanaged, ILane<V>
    {
        for (int i = Threads.Index; i < length; i += Threads.Count)
        {
            BroadcastWalk.Places at = walk.At(i);
            V left = (K.Needs & GradientNeeds.Input) != 0 ? a[at.A] : default;
            V right = (K.Needs & GradientNeeds.Input) != 0 ? b[at.B] : default;
            V result = (K.Needs & GradientNeeds.Output) != 0 ? y[i] : default;
            target[i] = forA != 0 ? kernel.GradientA(left, right, result, dy[i]) : kernel.GradientB(left, right, result, dy[i]);
        }
    }

    /// <summary>y = f(a, b) for every numeric type.</summary>
    [GpuKernel]
    public static void Number<K, V>(K kernel, BroadcastWalk walk, ArrayView<V> a, ArrayView<V> b, ArrayView<V> y, int length)
        where K : struct, INumberBinaryKernel
        where V : unmanaged, INumberLane<V>
    {
        for (int i = Threads.Index; i < length; i += Threads.Count)
        {
            BroadcastWalk.Places at = walk.At(i);
            y[i] = kernel.Forward(a[at.A], b[at.B]);
        }
    }

    /// <summary>y = f(a, b) for the integer types.</summary>
    [GpuKernel]
    public static void Integer<K, V>(K kernel, BroadcastWalk walk, ArrayView<V> a, ArrayView<V> b, ArrayView<V> y, int length)
        where K : struct, IIntegerBinaryKernel
        where V : unmanaged, IIntegerLane<V>
    {
        for (int i = Threads.Index; i < length; i += Threads.Count)
        {
            BroadcastWalk.Places at = walk.At(i);
            y[i] = kernel.Forward(a[at.A], b[at.B]);
        }
    }

    /// <summary>y = 1 where a and b compare so, else 0.</summary>
    [GpuKernel]
    public static void Compare<K, V>(K kernel, BroadcastWalk walk, ArrayView<V> a, ArrayView<V> b, ArrayView<byte> y, int length)
        where K : struct, ICompareKernel
        where V : unmanaged, IScalarLane<V>
    {
        for (int i = Threads.Index; i < length; i += Threads.Count)
        {
            BroadcastWalk.Places at = walk.At(i);
            y[i] = V.IsSet(kernel.Compare(a[at.A], b[at.B])) ? (byte)1 : (byte)0;
        }
    }
}
