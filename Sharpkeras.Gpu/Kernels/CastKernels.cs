using ILGPU;

namespace Sharpkeras.Gpu.Kernels;

/// <summary>Conversions between element types.</summary>
internal static class CastKernels
{
    /// <summary>y = x in another type.</summary>
    [GpuKernel]
    public static void Cast<S, T>(ArrayView<S> x, ArrayView<T> y, int length)
        where S : unmanaged, ICastSource<S>
        where T : unmanaged, ICastTarget<T>
    {
        for (int i = Threads.Index; i < length; i += Threads.Count)
        {
            y[i] = S.To<T>(x[i]);
        }
    }
}
