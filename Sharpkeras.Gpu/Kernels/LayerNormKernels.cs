using ILGPU;
using Sharpkeras.Kernels;

namespace Sharpkeras.Gpu.Kernels;

/// <summary>
/// Normalization along rows [rows, n]. A scale, an offset or statistics that are missing are empty views; the statistics [2, rows] are
/// the means and 1 / √(variance + ε).
/// </summary>
internal static class LayerNormKernels
{
    /// <summary>y = (x − mean)·scale / √(variance + ε) + offset. Means are counted from the row's first value, to keep their digits.</summary>
    [GpuKernel]
    public static void Forward<V>(
        RowPlan plan,
        byte centered,
        Parameter count,
        Parameter epsilon,
        ArrayView<V> x,
        ArrayView<V> scale,
        ArrayView<V> offset,
        ArrayView<V> y,
        ArrayView<V> statistics)
        where V : unmanaged, ILane<V>
    {
        ArrayView<V> shared = SharedMemory.Allocate<V>(GpuBackend.GroupSize);
        for (int block = Grid.IdxX; block < plan.Blocks; block += Grid.DimX)
        {
            int row = plan.Row(block);
            V mean = V.Of(0);
            if (centered != 0)
            {
                V shift = plan.Length > 0 ? x[plan.Start(row)] : V.Of(0);
                mean = shift + (plan.Tile.Sum(shared, Distances(plan, row, x, shift)) / V.Of(count));
            }

            V variance = plan.Tile.Sum(shared, Squares(plan, row, x, mean)) / V.Of(count);
            V inverse = V.Of(1) / V.Sqrt(variance + V.Of(epsilon));
            int start = plan.Start(row);
            int end = plan.End(row);
            for (int i = plan.First; i < end; i += plan.Step)
            {
                V value = (x[start + i] - mean) * inverse;
                value = scale.Length > 0 ? value * scale[i] : value;
                y[start + i] = offset.Length > 0 ? value + offset[i] : value;
            }

            if (statistics.Length > 0 && plan.Writes(row))
            {
                statistics[row] = mean;
                statistics[plan.Rows + row] = inverse;
            }
        }
    }

    /// <summary>With g = dy·scale: dx = (g − mean(g) − x̂·mean(g·x̂)) / √(variance + ε), without mean(g) where it is not centred.</summary>
    [GpuKernel]
    public static void Gradient<V>(
        RowPlan plan,
        byte centered,
        Parameter count,
        ArrayView<V> x,
        ArrayView<V> scale,
        ArrayView<V> dy,
        ArrayView<V> statistics,
        ArrayView<V> dx)
        where V : unmanaged, ILane<V>
    {
        ArrayView<V> shared = SharedMemory.Allocate<V>(GpuBackend.GroupSize);
        for (int block = Grid.IdxX; block < plan.Blocks; block += Grid.DimX)
        {
            int row = plan.Row(block);
            int start = plan.Start(row);
            int end = plan.End(row);
            int known = row < 0 ? 0 : row;
            V mean = statistics[known];
            V inverse = statistics[plan.Rows + known];
            V sum = V.Of(0);
            V along = V.Of(0);
            for (int i = plan.First; i < end; i += plan.Step)
            {
                V gradient = scale.Length > 0 ? dy[start + i] * scale[i] : dy[start + i];
                sum += gradient;
                along = V.FusedMultiplyAdd(gradient, (x[start + i] - mean) * inverse, along);
            }

            V less = plan.Tile.Sum(shared, sum) / V.Of(count);
            less = centered != 0 ? less : V.Of(0);
            V slope = plan.Tile.Sum(shared, along) / V.Of(count);
            for (int i = plan.First; i < end; i += plan.Step)
            {
                V gradient = scale.Length > 0 ? dy[start + i] * scale[i] : dy[start + i];
                V normal = (x[start + i] - mean) * inverse;
                dx[start + i] = (gradient - less - (normal * slope)) * inverse;
            }
        }
    }

    /// <summary>Σ dy and Σ dy·x̂ over the rows of each part [parts, n].</summary>
    [GpuKernel]
    public static void Sums<V>(
        FoldPlan plan, ArrayView<V> x, ArrayView<V> dy, ArrayView<V> statistics, ArrayView<V> sums, ArrayView<V> weighted)
        where V : unmanaged, ILane<V>
    {
        ArrayView<V> shared = SharedMemory.Allocate<V>(GpuBackend.GroupSize);
        for (int number = Grid.IdxX; number < plan.Tasks; number += Grid.DimX)
        {
            var task = new FoldTask(plan, number);
            V sum = V.Of(0);
            V along = V.Of(0);
            for (int row = task.First; row < task.End; row += task.Step)
            {
                int place = (row * plan.Columns) + task.Column;
                V gradient = dy[place];
                sum += gradient;
                along = V.FusedMultiplyAdd(gradient, (x[place] - statistics[row]) * statistics[plan.Reduced + row], along);
            }

            sum = plan.Tile.Sum(shared, sum);
            along = plan.Tile.Sum(shared, along);
            if (task.Writes)
            {
                int target = (task.Part * plan.Columns) + task.Column;
                sums[target] = sum;
                weighted[target] = along;
            }
        }
    }

    /// <summary>A thread's share of Σ(x − shift).</summary>
    private static V Distances<V>(RowPlan plan, int row, ArrayView<V> x, V shift)
        where V : unmanaged, ILane<V>
    {
        int start = plan.Start(row);
        int end = plan.End(row);
        V sum = V.Of(0);
        for (int i = plan.First; i < end; i += plan.Step)
        {
            sum += x[start + i] - shift;
        }

        return sum;
    }

    /// <summary>A thread's share of Σ(x − mean)².</summary>
    private static V Squares<V>(RowPlan plan, int row, ArrayView<V> x, V mean)
        where V : unmanaged, ILane<V>
    {
        int start = plan.Start(row);
        int end = plan.End(row);
        V sum = V.Of(0);
        for (int i = plan.First; i < end; i += plan.Step)
        {
            V distance = x[start + i] - mean;
            sum = V.FusedMultiplyAdd(distance, distance, sum);
        }

        return sum;
    }
}
