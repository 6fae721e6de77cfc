using ILGPU;
using Sharpkeras.Kernels;

namespace Sharpkeras.Gpu.Kernels;

/// <summary>Pooling: a thread a window; for the gradient a thread a value of the input, which looks at the windows around it.</summary>
internal static class PoolKernels
{
    /// <summary>y = the largest value of each window.</summary>
    [GpuKernel]
    public static void Max<V>(PoolGeometry g, ArrayView<V> x, ArrayView<V> y, int length)
        where V : unmanaged, ILane<V>
    {
        PoolAxis rows = PoolAxis.Rows(g);
        PoolAxis columns = PoolAxis.Columns(g);
        for (int i = Threads.Index; i < length; i += Threads.Count)
        {
            var place = new PoolPlace(i, g.OutputHeight, g.OutputWidth, g.Channels);
            int bottom = rows.End(place.Row);
            int right = columns.End(place.Column);
            V max = V.Lowest;
            for (int row = rows.First(place.Row); row < bottom; row++)
            {
                for (int column = columns.First(place.Column); column < right; column++)
                {
                    max = V.Max(max, x[place.Input(g, row, column)]);
                }
            }

            y[i] = max;
        }
    }

    /// <summary>y = the mean of the values of each window that lie inside.</summary>
    [GpuKernel]
    public static void Average<V>(PoolGeometry g, ArrayView<V> x, ArrayView<V> y, int length)
        where V : unmanaged, ILane<V>
    {
        PoolAxis rows = PoolAxis.Rows(g);
        PoolAxis columns = PoolAxis.Columns(g);
        for (int i = Threads.Index; i < length; i += Threads.Count)
        {
            var place = new PoolPlace(i, g.OutputHeight, g.OutputWidth, g.Channels);
            int bottom = rows.End(place.Row);
            int right = columns.End(place.Column);
            V sum = V.Of(0);
            V count = V.Of(0);
            for (int row = rows.First(place.Row); row < bottom; row++)
            {
                for (int column = columns.First(place.Column); column < right; column++)
                {
                    sum += x[place.Input(g, row, column)];
                    count += V.Of(1);
                }
            }

            y[i] = sum / count;
        }
    }

    /// <summary>dx of the largest value: dy of each window whose first largest value, in row order, this is.</summary>
    [GpuKernel]
    public static void MaxGradient<V>(PoolGeometry g, ArrayView<V> x, ArrayView<V> y, ArrayView<V> dy, ArrayView<V> dx, int length)
        where V : unmanaged, ILane<V>, IScalarLane<V>
    {
        PoolAxis rows = PoolAxis.Rows(g);
        PoolAxis columns = PoolAxis.Columns(g);
        for (int i = Threads.Index; i < length; i += Threads.Count)
        {
            var place = new PoolPlace(i, g.InputHeight, g.InputWidth, g.Channels);
            int bottom = rows.EndOutput(place.Row);
            int right = columns.EndOutput(place.Column);
            V own = x[i];
            V sum = V.Of(0);
            for (int row = rows.FirstOutput(place.Row); row < bottom; row++)
            {
                for (int column = columns.FirstOutput(place.Column); column < right; column++)
                {
                    int window = place.Output(g, row, column);
                    if (V.IsSet(V.Equal(own, y[window])) && IsFirst(g, place, rows.First(row), columns.First(column), columns.End(column), x, own))
                    {
                        sum += dy[window];
                    }
                }
            }

            dx[i] = sum;
        }
    }

    /// <summary>dx of the mean: dy of each window, divided by the number of its values.</summary>
    [GpuKernel]
    public static void AverageGradient<V>(PoolGeometry g, ArrayView<V> dy, ArrayView<V> dx, int length)
        where V : unmanaged, ILane<V>
    {
        PoolAxis rows = PoolAxis.Rows(g);
        PoolAxis columns = PoolAxis.Columns(g);
        for (int i = Threads.Index; i < length; i += Threads.Count)
        {
            var place = new PoolPlace(i, g.InputHeight, g.InputWidth, g.Channels);
            int bottom = rows.EndOutput(place.Row);
            int right = columns.EndOutput(place.Column);
            V sum = V.Of(0);
            for (int row = rows.FirstOutput(place.Row); row < bottom; row++)
            {
                int height = rows.End(row) - rows.First(row);
                for (int column = columns.FirstOutput(place.Column); column < right; column++)
                {
                    int count = height * (columns.End(column) - columns.First(column));
                    sum += dy[place.Output(g, row, column)] / LaneCount.Of<V>(count);
                }
            }

            dx[i] = sum;
        }
    }

    /// <summary>Whether no value of a window before a place equals the one there.</summary>
    private static bool IsFirst<V>(PoolGeometry g, PoolPlace place, int top, int left, int right, ArrayView<V> x, V own)
        where V : unmanaged, ILane<V>, IScalarLane<V>
    {
        V found = V.Of(0);
        for (int row = top; row <= place.Row; row++)
        {
            int end = row == place.Row ? place.Column : right;
            for (int column = left; column < end; column++)
            {
                found = V.Or(found, V.Equal(own, x[place.Input(g, row, column)]));
            }
        }

        return !V.IsSet(found);
    }
}
