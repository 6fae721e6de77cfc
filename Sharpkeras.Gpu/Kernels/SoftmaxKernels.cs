using System.Runtime.CompilerServices;
using ILGPU;
using Sharpkeras.Kernels;

namespace Sharpkeras.Gpu.Kernels;

/// <summary>
/// Softmax and its logarithm along rows [rows, n]. Each thread of a row reads its elements once for the largest value, once for the sum
/// and once for the result: the second and third time from the cache.
/// </summary>
internal static class SoftmaxKernels
{
    /// <summary>y = exp(x − max) / Σ exp(x − max).</summary>
    [GpuKernel]
    public static void Softmax<V>(RowPlan plan, ArrayView<V> x, ArrayView<V> y)
        where V : unmanaged, ILane<V>
    {
        ArrayView<V> shared = SharedMemory.Allocate<V>(GpuBackend.GroupSize);
        for (int block = Grid.IdxX; block < plan.Blocks; block += Grid.DimX)
        {
            int row = plan.Row(block);
            V max = Largest(plan, row, shared, x);
            V sum = Powers(plan, row, shared, x, y, max);
            Divide(plan, row, y, sum);
        }
    }

    /// <summary>dx = y ⊙ (dy − Σ dy ⊙ y).</summary>
    [GpuKernel]
    public static void Gradient<V>(RowPlan plan, ArrayView<V> y, ArrayView<V> dy, ArrayView<V> dx)
        where V : unmanaged, ILane<V>
    {
        ArrayView<V> shared = SharedMemory.Allocate<V>(GpuBackend.GroupSize);
        for (int block = Grid.IdxX; block < plan.Blocks; block += Grid.DimX)
        {
            int row = plan.Row(block);
            int start = plan.Start(row);
            int end = plan.End(row);
            V sum = V.Of(0);
            for (int i = plan.First; i < end; i += plan.Step)
            {
                sum = V.FusedMultiplyAdd(dy[start + i], y[start + i], sum);
            }

            sum = plan.Tile.Sum(shared, sum);
            for (int i = plan.First; i < end; i += plan.Step)
            {
                dx[start + i] = y[start + i] * (dy[start + i] - sum);
            }
        }
    }

    /// <summary>y = x − max − log Σ exp(x − max).</summary>
    [GpuKernel]
    public static void LogSoftmax<V>(RowPlan plan, ArrayView<V> x, ArrayView<V> y)
        where V : unmanaged, ILane<V>
    {
        ArrayView<V> shared = SharedMemory.Allocate<V>(GpuBackend.GroupSize);
        for (int block = Grid.IdxX; block < plan.Blocks; block += Grid.DimX)
        {
            int row = plan.Row(block);
            int start = plan.Start(row);
            int end = plan.End(row);
            V max = Largest(plan, row, shared, x);
            V sum = V.Of(0);
            for (int i = plan.First; i < end; i += plan.Step)
            {
                sum += V.Exp(x[start + i] - max);
            }

            V logarithm = V.Log(plan.Tile.Sum(shared, sum));
            for (int i = plan.First; i < end; i += plan.Step)
            {
                y[start + i] = x[start + i] - max - logarithm;
            }
        }
    }

    /// <summary>dx = dy − exp(y) Σ dy.</summary>
    [GpuKernel]
    public static void LogGradient<V>(RowPlan plan, ArrayView<V> y, ArrayView<V> dy, ArrayView<V> dx)
        where V : unmanaged, ILane<V>
    {
        ArrayView<V> shared = SharedMemory.Allocate<V>(GpuBackend.GroupSize);
        for (int block = Grid.IdxX; block < plan.Blocks; block += Grid.DimX)
        {
            int row = plan.Row(block);
            int start = plan.Start(row);
            int end = plan.End(row);
            V sum = V.Of(0);
            for (int i = plan.First; i < end; i += plan.Step)
            {
                sum += dy[start + i];
            }

            sum = plan.Tile.Sum(shared, sum);
            for (int i = plan.First; i < end; i += plan.Step)
            {
                dx[start + i] = dy[start + i] - (V.Exp(y[start + i]) * sum);
            }
        }
    }

    /// <summary>losses = log Σ exp(x − max) − (x[label] − max), not a number where the label is no class; and the softmax of x.</summary>
    [GpuKernel]
    public static void CrossEntropy<V>(RowPlan plan, ArrayView<V> x, ArrayView<int> labels, ArrayView<V> losses, ArrayView<V> softmax)
        where V : unmanaged, ILane<V>
    {
        ArrayView<V> shared = SharedMemory.Allocate<V>(GpuBackend.GroupSize);
        for (int block = Grid.IdxX; block < plan.Blocks; block += Grid.DimX)
        {
            int row = plan.Row(block);
            V max = Largest(plan, row, shared, x);
            V sum = Powers(plan, row, shared, x, softmax, max);
            if (plan.Writes(row))
            {
                int label = labels[row];
                V loss = V.Of(double.NaN);
                if (label >= 0 && label < plan.Length)
                {
                    loss = V.Log(sum) - (x[plan.Start(row) + label] - max);
                }

                losses[row] = loss;
            }

            Divide(plan, row, softmax, sum);
        }
    }

    /// <summary>dx = (softmax − one_hot(labels)) ⊙ dlosses, a thread an element.</summary>
    [GpuKernel]
    public static void CrossEntropyGradient<V>(
        ArrayView<V> softmax, ArrayView<int> labels, ArrayView<V> dlosses, ArrayView<V> dx, int n, int length)
        where V : unmanaged, ILane<V>
    {
        for (int i = Threads.Index; i < length; i += Threads.Count)
        {
            int row = i / n;
            V value = softmax[i];
            V less = value - V.Of(1);
            dx[i] = (i - (row * n) == labels[row] ? less : value) * dlosses[row];
        }
    }

    /// <summary>The largest value of a row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Largest<V>(RowPlan plan, int row, ArrayView<V> shared, ArrayView<V> x)
        where V : unmanaged, ILane<V>
    {
        int start = plan.Start(row);
        int end = plan.End(row);
        V max = V.Lowest;
        for (int i = plan.First; i < end; i += plan.Step)
        {
            max = V.Max(max, x[start + i]);
        }

        return plan.Tile.Fold(default(MaxReduction), shared, max);
    }

    /// <summary>y = exp(x − max), and the sum of y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Powers<V>(RowPlan plan, int row, ArrayView<V> shared, ArrayView<V> x, ArrayView<V> y, V max)
        where V : unmanaged, ILane<V>
    {
        int start = plan.Start(row);
        int end = plan.End(row);
        V sum = V.Of(0);
        for (int i = plan.First; i < end; i += plan.Step)
        {
            V power = V.Exp(x[start + i] - max);
            y[start + i] = power;
            sum += power;
        }

        return plan.Tile.Sum(shared, sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Divide<V>(RowPlan plan, int row, ArrayView<V> y, V sum)
        where V : unmanaged, ILane<V>
    {
        int start = plan.Start(row);
        int end = plan.End(row);
        for (int i = plan.First; i < end; i += plan.Step)
        {
            y[start + i] /= sum;
        }
    }
}
