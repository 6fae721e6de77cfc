using System.Runtime.CompilerServices;
using ILGPU;
using Sharpkeras.Kernels;

namespace Sharpkeras.Gpu.Kernels;

/// <summary>A step of Adam in place.</summary>
internal static class AdamKernels
{
    /// <summary>A variable, its gradient and moments.</summary>
    [GpuKernel]
    public static void Adam<V>(AdamNumbers numbers, ArrayView<V> variable, ArrayView<V> gradient, ArrayView<V> m, ArrayView<V> v, int length)
        where V : unmanaged, ILane<V>
    {
        for (int i = Threads.Index; i < length; i += Threads.Count)
        {
            variable[i] -= Step(numbers, gradient[i], ref m[i], ref v[i]);
        }
    }

    /// <summary>Up to eight variables.</summary>
    [GpuKernel]
    public static void Several<V>(AdamNumbers numbers, AdamSlots<V> slots, int length)
        where V : unmanaged, ILane<V>
    {
        for (int i = Threads.Index; i < length; i += Threads.Count)
        {
            slots.Step(numbers, i);
        }
    }

    /// <summary>Up to sixteen variables: CUDA has the space for so many arguments.</summary>
    [GpuKernel(cudaOnly: true)]
    public static void Many<V>(AdamNumbers numbers, AdamSlots<V> first, AdamSlots<V> second, int middle, int length)
        where V : unmanaged, ILane<V>
    {
        for (int i = Threads.Index; i < length; i += Threads.Count)
        {
            if (i < middle)
            {
                first.Step(numbers, i);
            }
            else
            {
                second.Step(numbers, i - middle);
            }
        }
    }

    /// <summary>The same with the largest second moment so far.</summary>
    [GpuKernel]
    public static void Amsgrad<V>(
        AdamNumbers numbers, ArrayView<V> variable, ArrayView<V> gradient, ArrayView<V> m, ArrayView<V> v, ArrayView<V> vMax, int length)
        where V : unmanaged, ILane<V>
    {
        for (int i = Threads.Index; i < length; i += Threads.Count)
        {
            variable[i] -= Step(numbers, gradient[i], ref m[i], ref v[i], ref vMax[i]);
        }
    }

    /// <summary>What one element of a variable goes down by: rate·m / (√v + ε), after m += (g − m)(1 − β₁) and v += (g² − v)(1 − β₂).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Step<V>(in AdamNumbers numbers, V gradient, ref V m, ref V v)
        where V : unmanaged, ILane<V>
    {
        V second = v + (((gradient * gradient) - v) * V.Of(numbers.Share2));
        v = second;
        return Down(numbers, gradient, ref m, second);
    }

    /// <summary>The same with vMax = max(vMax, v) in place of v.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Step<V>(in AdamNumbers numbers, V gradient, ref V m, ref V v, ref V vMax)
        where V : unmanaged, ILane<V>
    {
        V second = v + (((gradient * gradient) - v) * V.Of(numbers.Share2));
        V largest = V.Max(vMax, second);
        v = second;
        vMax = largest;
        return Down(numbers, gradient, ref m, largest);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Down<V>(in AdamNumbers numbers, V gradient, ref V m, V second)
        where V : unmanaged, ILane<V>
    {
        V first = m + ((gradient - m) * V.Of(numbers.Share1));
        m = first;
        return V.Of(numbers.Rate) * first / (V.Sqrt(second) + V.Of(numbers.Epsilon));
    }
}
