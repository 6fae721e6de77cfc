using ILGPU;
using Sharpkeras.Kernels;

namespace Sharpkeras.Gpu.Kernels;

/// <summary>Two sums at once, the gradients of a scale and an offset.</summary>
internal static class PairKernels
{
    /// <summary>The sums over the rows of two matrices [parts, columns].</summary>
    [GpuKernel]
    public static void Merge<V>(FoldPlan plan, ArrayView<V> firstParts, ArrayView<V> secondParts, ArrayView<V> first, ArrayView<V> second)
        where V : unmanaged, ILane<V>
    {
        ArrayView<V> shared = SharedMemory.Allocate<V>(GpuBackend.GroupSize);
        for (int number = Grid.IdxX; number < plan.Tasks; number += Grid.DimX)
        {
            var task = new FoldTask(plan, number);
            V a = V.Of(0);
            V b = V.Of(0);
            for (int i = task.First; i < task.End; i += task.Step)
            {
                int place = (i * plan.Columns) + task.Column;
                a += firstParts[place];
                b += secondParts[place];
            }

            a = plan.Tile.Sum(shared, a);
            b = plan.Tile.Sum(shared, b);
            if (task.Writes)
            {
                first[task.Column] = a;
                second[task.Column] = b;
            }
        }
    }
}
