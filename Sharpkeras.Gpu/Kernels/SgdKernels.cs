using System.Runtime.CompilerServices;
using ILGPU;
using Sharpkeras.Kernels;

namespace Sharpkeras.Gpu.Kernels;

/// <summary>A step of gradient descent in place.</summary>
internal static class SgdKernels
{
    /// <summary>variable −= rate·gradient.</summary>
    [GpuKernel]
    public static void Sgd<V>(Parameter rate, ArrayView<V> variable, ArrayView<V> gradient, int length)
        where V : unmanaged, ILane<V>
    {
        for (int i = Threads.Index; i < length; i += Threads.Count)
        {
            variable[i] -= V.Of(rate) * gradient[i];
        }
    }

    /// <summary>The same with momentum m.</summary>
    [GpuKernel]
    public static void Momentum<V>(
        Parameter rate, Parameter momentum, byte nesterov, ArrayView<V> variable, ArrayView<V> gradient, ArrayView<V> m, int length)
        where V : unmanaged, ILane<V>
    {
        for (int i = Threads.Index; i < length; i += Threads.Count)
        {
            variable[i] += Step(rate, momentum, nesterov, gradient[i], ref m[i]);
        }
    }

    /// <summary>What one element of a variable moves by: m = momentum·m − rate·gradient, or Nesterov's momentum·m − rate·gradient after that.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Step<V>(Parameter rate, Parameter momentum, byte nesterov, V gradient, ref V m)
        where V : unmanaged, ILane<V>
    {
        V down = V.Of(rate) * gradient;
        V next = (V.Of(momentum) * m) - down;
        m = next;
        return nesterov == 0 ? next : (V.Of(momentum) * next) - down;
    }
}
