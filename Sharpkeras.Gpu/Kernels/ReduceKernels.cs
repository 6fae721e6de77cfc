using ILGPU;
using Sharpkeras.Kernels;

namespace Sharpkeras.Gpu.Kernels;

/// <summary>Folds over the middle of [outer, reduced, inner].</summary>
internal static class ReduceKernels
{
    /// <summary>y [outer, parts, inner] from x: the columns of a tile in registers first, then in shared memory.</summary>
    [GpuKernel]
    public static void Fold<K, V>(K kernel, FoldPlan plan, ArrayView<V> x, ArrayView<V> y)
        where K : struct, IReduceKernel
        where V : unmanaged, INumberLane<V>
    {
        ArrayView<V> shared = SharedMemory.Allocate<V>(GpuBackend.GroupSize);
        for (int number = Grid.IdxX; number < plan.Tasks; number += Grid.DimX)
        {
            var task = new FoldTask(plan, number);
            int row = task.Column / plan.Inner;
            int place = task.Column - (row * plan.Inner);
            V value = Along(kernel, task, x, (row * plan.Reduced * plan.Inner) + place, plan.Inner);
            value = plan.Tile.Fold(kernel, shared, value);
            if (task.Writes)
            {
                y[(((row * plan.Parts) + task.Part) * plan.Inner) + place] = value;
            }
        }
    }

    /// <summary>A thread's share of a column. Four accumulators hide the latency of loads, and make sums more exact.</summary>
    private static V Along<K, V>(K kernel, FoldTask task, ArrayView<V> x, int start, int inner)
        where K : struct, IReduceKernel
        where V : unmanaged, INumberLane<V>
    {
        V a = kernel.Identity<V>();
        V b = a;
        V c = a;
        V d = a;
        int step = task.Step;
        int i = task.First;
        for (; i < task.End - (3 * step); i += 4 * step)
        {
            a = kernel.Combine(a, x[start + (i * inner)]);
            b = kernel.Combine(b, x[start + ((i + step) * inner)]);
            c = kernel.Combine(c, x[start + ((i + (2 * step)) * inner)]);
            d = kernel.Combine(d, x[start + ((i + (3 * step)) * inner)]);
        }

        for (; i < task.End; i += step)
        {
            a = kernel.Combine(a, x[start + (i * inner)]);
        }

        return kernel.Combine(kernel.Combine(a, b), kernel.Combine(c, d));
    }
}
