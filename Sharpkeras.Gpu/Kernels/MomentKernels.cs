using System.Runtime.CompilerServices;
using ILGPU;
using Sharpkeras.Kernels;

namespace Sharpkeras.Gpu.Kernels;

/// <summary>
/// Mean and variance of each channel in one pass over memory: a group squares the distances from the mean of its own part, which is in
/// cache then, and the parts' moments are merged. Means are counted from the first value of the channel meanwhile: E(x²) − E(x)² would
/// lose all digits of a variance that is small beside the mean.
/// </summary>
internal static class MomentKernels
{
    /// <summary>Mean and Σ(x − mean)² of each part [parts, channels], or mean and variance where there is one part.</summary>
    [GpuKernel]
    public static void Parts<V>(ChannelPlan plan, ArrayView<V> x, ArrayView<V> means, ArrayView<V> squares)
        where V : unmanaged, ILane<V>
    {
        ArrayView<V> shared = SharedMemory.Allocate<V>(GpuBackend.GroupSize);
        FoldTile tile = plan.Fold.Tile;
        for (int number = Grid.IdxX; number < plan.Fold.Tasks; number += Grid.DimX)
        {
            var task = new FoldTask(plan.Fold, number);
            V shift = Shift(plan, task.Column, x);
            V count = LaneCount.Of<V>(task.Length);
            V mean = tile.Sum(shared, Distances(plan, task, x, shift)) / count;
            V sum = tile.Sum(shared, Squares(plan, task, x, shift, mean));
            if (task.Writes)
            {
                int place = (task.Part * plan.Channels) + task.Column;
                bool all = plan.Fold.Parts == 1;
                means[place] = all ? shift + mean : mean;
                squares[place] = all ? sum / count : sum;
            }
        }
    }

    /// <summary>Mean and variance from those of the parts, which <paramref name="merge"/> folds.</summary>
    [GpuKernel]
    public static void Merge<V>(
        ChannelPlan plan, FoldPlan merge, ArrayView<V> x, ArrayView<V> means, ArrayView<V> squares, ArrayView<V> mean, ArrayView<V> variance)
        where V : unmanaged, ILane<V>
    {
        ArrayView<V> shared = SharedMemory.Allocate<V>(GpuBackend.GroupSize);
        V count = LaneCount.Of<V>(plan.Fold.Reduced);
        for (int number = Grid.IdxX; number < merge.Tasks; number += Grid.DimX)
        {
            var task = new FoldTask(merge, number);
            V sum = V.Of(0);
            for (int i = task.First; i < task.End; i += task.Step)
            {
                sum = V.FusedMultiplyAdd(Weight<V>(plan, i), means[(i * plan.Channels) + task.Column], sum);
            }

            V center = merge.Tile.Sum(shared, sum) / count;
            sum = V.Of(0);
            for (int i = task.First; i < task.End; i += task.Step)
            {
                int place = (i * plan.Channels) + task.Column;
                V distance = means[place] - center;
                sum += V.FusedMultiplyAdd(distance * distance, Weight<V>(plan, i), squares[place]);
            }

            sum = merge.Tile.Sum(shared, sum);
            if (task.Writes)
            {
                mean[task.Column] = Shift(plan, task.Column, x) + center;
                variance[task.Column] = sum / count;
            }
        }
    }

    /// <summary>The number of values of a part.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Weight<V>(ChannelPlan plan, int part)
        where V : unmanaged, ILane<V> =>
        LaneCount.Of<V>(Math.Min(plan.Fold.PartLength, plan.Fold.Reduced - (part * plan.Fold.PartLength)));

    /// <summary>A channel's first value, 0 where it has none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Shift<V>(ChannelPlan plan, int channel, ArrayView<V> x)
        where V : unmanaged, ILane<V>
    {
        V first = V.Of(0);
        if (plan.Fold.Reduced > 0)
        {
            first = x[plan.Place(channel, 0)];
        }

        return first;
    }

    /// <summary>A thread's share of Σ(x − shift).</summary>
    private static V Distances<V>(ChannelPlan plan, FoldTask task, ArrayView<V> x, V shift)
        where V : unmanaged, ILane<V>
    {
        V even = V.Of(0);
        V odd = V.Of(0);
        int i = task.First;
        for (; i < task.End - task.Step; i += 2 * task.Step)
        {
            even += x[plan.Place(task.Column, i)] - shift;
            odd += x[plan.Place(task.Column, i + task.Step)] - shift;
        }

        if (i < task.End)
        {
            even += x[plan.Place(task.Column, i)] - shift;
        }

        return even + odd;
    }

    /// <summary>A thread's share of Σ(x − shift − mean)².</summary>
    private static V Squares<V>(ChannelPlan plan, FoldTask task, ArrayView<V> x, V shift, V mean)
        where V : unmanaged, ILane<V>
    {
        V even = V.Of(0);
        V odd = V.Of(0);
        int i = task.First;
        for (; i < task.End - task.Step; i += 2 * task.Step)
        {
            V first = x[plan.Place(task.Column, i)] - shift - mean;
            V second = x[plan.Place(task.Column, i + task.Step)] - shift - mean;
            even = V.FusedMultiplyAdd(first, first, even);
            odd = V.FusedMultiplyAdd(second, second, odd);
        }

        if (i < task.End)
        {
            V last = x[plan.Place(task.Column, i)] - shift - mean;
            even = V.FusedMultiplyAdd(last, last, even);
        }

        return even + odd;
    }
}
