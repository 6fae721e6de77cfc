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
        FoldTile tile = plan.Tile;
        for (int task = Grid.IdxX; task < plan.Tasks; task += Grid.DimX)
        {
            int block = task / plan.Parts;
            int part = task - (block * plan.Parts);
            int column = (block * tile.Wide) + tile.Column;
            bool own = tile.IsActive && column < plan.Columns;
            int row = column / plan.Inner;
            int place = column - (row * plan.Inner);
            V value = kernel.Identity<V>();
            if (own)
            {
                int first = part * plan.PartLength;
                int end = Math.Min(plan.Reduced, first + plan.PartLength);
                value = Along(kernel, x, (row * plan.Reduced * plan.Inner) + place, plan.Inner, first + tile.Depth, end, tile.Deep);
            }

            value = tile.Fold(kernel, shared, value);
            if (own && tile.Depth == 0)
            {
                y[(((row * plan.Parts) + part) * plan.Inner) + place] = value;
            }
        }
    }

    /// <summary>A thread's share of a column. Four accumulators hide the latency of loads, and make sums more exact.</summary>
    private static V Along<K, V>(K kernel, ArrayView<V> x, int start, int inner, int first, int end, int step)
        where K : struct, IReduceKernel
        where V : unmanaged, INumberLane<V>
    {
        V a = kernel.Identity<V>();
        V b = a;
        V c = a;
        V d = a;
        int i = first;
        for (; i < end - (3 * step); i += 4 * step)
        {
            a = kernel.Combine(a, x[start + (i * inner)]);
            b = kernel.Combine(b, x[start + ((i + step) * inner)]);
            c = kernel.Combine(c, x[start + ((i + (2 * step)) * inner)]);
            d = kernel.Combine(d, x[start + ((i + (3 * step)) * inner)]);
        }

        for (; i < end; i += step)
        {
            a = kernel.Combine(a, x[start + (i * inner)]);
        }

        return kernel.Combine(kernel.Combine(a, b), kernel.Combine(c, d));
    }
}
