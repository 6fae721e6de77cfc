using ILGPU;
using Sharpkeras.Kernels;

namespace Sharpkeras.Gpu.Kernels;

/// <summary>The state of running means.</summary>
internal static class MeanKernels
{
    /// <summary>total += factor · Σ values / divisor, and count += weight, by one group.</summary>
    [GpuKernel]
    public static void Update<V>(
        Parameter factor, Parameter divisor, Parameter weight, FoldTile tile, ArrayView<V> values, ArrayView<V> total, ArrayView<V> count, int length)
        where V : unmanaged, ILane<V>
    {
        ArrayView<V> shared = SharedMemory.Allocate<V>(GpuBackend.GroupSize);
        V sum = V.Of(0);
        for (int i = Group.IdxX; i < length; i += Group.DimX)
        {
            sum += values[i];
        }

        sum = tile.Sum(shared, sum);
        if (Group.IdxX == 0)
        {
            total[0] += sum * V.Of(factor) / V.Of(divisor);
            count[0] += V.Of(weight);
        }
    }
}
