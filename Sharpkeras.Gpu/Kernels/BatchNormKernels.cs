using System.Runtime.CompilerServices;
using ILGPU;
using Sharpkeras.Kernels;

namespace Sharpkeras.Gpu.Kernels;

/// <summary>
/// Normalization channel by channel. A thread stays with its channel, so that the channel's numbers are computed once for several
/// elements. A scale or an offset that is missing is an empty view.
/// </summary>
internal static class BatchNormKernels
{
    /// <summary>y = (x − mean)·scale / √(variance + ε) + offset.</summary>
    [GpuKernel]
    public static void Forward<V>(
        ChannelPlan plan,
        Parameter epsilon,
        ArrayView<V> x,
        ArrayView<V> mean,
        ArrayView<V> variance,
        ArrayView<V> scale,
        ArrayView<V> offset,
        ArrayView<V> y)
        where V : unmanaged, ILane<V>
    {
        for (int number = Grid.IdxX; number < plan.Fold.Tasks; number += Grid.DimX)
        {
            var task = new FoldTask(plan.Fold, number);
            int channel = task.Column;
            V center = mean[channel];
            V factor = Factor(Inverse(variance[channel], epsilon), scale, channel);
            V add = OrZero(offset, channel);
            for (int i = task.First; i < task.End; i += task.Step)
            {
                int place = plan.Place(channel, i);
                y[place] = V.FusedMultiplyAdd(x[place] - center, factor, add);
            }
        }
    }

    /// <summary>Σ dy and Σ dy·x̂ of each part [parts, channels], where x̂ = (x − mean) / √(variance + ε).</summary>
    [GpuKernel]
    public static void Sums<V>(
        ChannelPlan plan,
        Parameter epsilon,
        ArrayView<V> x,
        ArrayView<V> mean,
        ArrayView<V> variance,
        ArrayView<V> dy,
        ArrayView<V> sums,
        ArrayView<V> weighted)
        where V : unmanaged, ILane<V>
    {
        ArrayView<V> shared = SharedMemory.Allocate<V>(GpuBackend.GroupSize);
        for (int number = Grid.IdxX; number < plan.Fold.Tasks; number += Grid.DimX)
        {
            var task = new FoldTask(plan.Fold, number);
            V center = mean[task.Column];
            V inverse = Inverse(variance[task.Column], epsilon);
            V sum = V.Of(0);
            V along = V.Of(0);
            for (int i = task.First; i < task.End; i += task.Step)
            {
                int place = plan.Place(task.Column, i);
                V gradient = dy[place];
                sum += gradient;
                along = V.FusedMultiplyAdd(gradient, (x[place] - center) * inverse, along);
            }

            sum = plan.Fold.Tile.Sum(shared, sum);
            along = plan.Fold.Tile.Sum(shared, along);
            if (task.Writes)
            {
                int target = (task.Part * plan.Channels) + task.Column;
                sums[target] = sum;
                weighted[target] = along;
            }
        }
    }

    /// <summary>
    /// dx = scale / √(variance + ε)·(dy − share·Σ dy − x̂·share·Σ dy·x̂), where share is one over the number of a channel's values; with empty
    /// sums, those of fixed statistics, without the last two terms.
    /// </summary>
    [GpuKernel]
    public static void Gradient<V>(
        ChannelPlan plan,
        Parameter epsilon,
        Parameter share,
        ArrayView<V> x,
        ArrayView<V> mean,
        ArrayView<V> variance,
        ArrayView<V> scale,
        ArrayView<V> dy,
        ArrayView<V> sums,
        ArrayView<V> weighted,
        ArrayView<V> dx)
        where V : unmanaged, ILane<V>
    {
        for (int number = Grid.IdxX; number < plan.Fold.Tasks; number += Grid.DimX)
        {
            var task = new FoldTask(plan.Fold, number);
            int channel = task.Column;
            V inverse = Inverse(variance[channel], epsilon);
            V factor = Factor(inverse, scale, channel);
            if (sums.Length == 0)
            {
                for (int i = task.First; i < task.End; i += task.Step)
                {
                    int place = plan.Place(channel, i);
                    dx[place] = dy[place] * factor;
                }
            }
            else
            {
                V center = mean[channel];
                V less = V.Of(share) * sums[channel];
                V slope = V.Of(share) * weighted[channel] * inverse;
                for (int i = task.First; i < task.End; i += task.Step)
                {
                    int place = plan.Place(channel, i);
                    dx[place] = (dy[place] - less - ((x[place] - center) * slope)) * factor;
                }
            }
        }
    }

    /// <summary>1 / √(variance + ε).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Inverse<V>(V variance, Parameter epsilon)
        where V : unmanaged, ILane<V> => V.Of(1) / V.Sqrt(variance + V.Of(epsilon));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Factor<V>(V inverse, ArrayView<V> scale, int channel)
        where V : unmanaged, ILane<V>
    {
        V factor = inverse;
        if (scale.Length > 0)
        {
            factor *= scale[channel];
        }

        return factor;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V OrZero<V>(ArrayView<V> values, int index)
        where V : unmanaged, ILane<V>
    {
        V value = V.Of(0);
        if (values.Length > 0)
        {
            value = values[index];
        }

        return value;
    }
}
