using ILGPU;
using Sharpkeras.Kernels;

namespace Sharpkeras.Gpu.Kernels;

/// <summary>
/// The GPU form of the elementwise functions of one tensor, over the lanes of single values. One method serves all functions and types;
/// what a gradient does not need (<see cref="GradientNeeds"/>) is not read, so its view may be empty.
/// </summary>
internal static class UnaryKernels
{
    /// <summary>y = f(x).</summary>
    [GpuKernel]
    public static void Forward<K, V>(K kernel, ArrayView<V> x, ArrayView<V> y, int length)
        where K : struct, IUnaryKernel
        where V : unmanaged, ILane<V>
    {
        for (int i = Threads.Index; i < length; i += Threads.Count)
        {
            y[i] = kernel.Forward(x[i]);
        }
    }

    /// <summary>dx from dy.</summary>
    [GpuKernel]
    public static void Gradient<K, V>(K kernel, ArrayView<V> x, ArrayView<V> y, ArrayView<V> dy, ArrayView<V> dx, int length)
        where K : struct, IUnaryKernel
        where V : unmanaged, ILane<V>
    {
        for (int i = Threads.Index; i < length; i += Threads.Count)
        {
            dx[i] = kernel.Gradient(
                (K.Needs & GradientNeeds.Input) != 0 ? x[i] : default,
                (K.Needs & GradientNeeds.Output) != 0 ? y[i] : default,
                dy[i]);
        }
    }

    /// <summary>y = f(x) for every numeric type.</summary>
    [GpuKernel]
    public static void Number<K, V>(K kernel, ArrayView<V> x, ArrayView<V> y, int length)
        where K : struct, INumberUnaryKernel
        where V : unmanaged, INumberLane<V>
    {
        for (int i = Threads.Index; i < length; i += Threads.Count)
        {
            y[i] = kernel.Forward(x[i]);
        }
    }
}
