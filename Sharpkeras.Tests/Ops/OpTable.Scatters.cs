using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Operations;

/// <summary>Writing by index. Indices are few, so that several are equal.</summary>
internal static partial class OpTable
{
    private static IEnumerable<OpRow> Scatters() =>
    [
        Scattered("scatter_update", null, (_, update) => update),
        Scattered("scatter_update (add)", ScatterReduction.Add, (old, update) => old + update),
        Scattered("scatter_update (max)", ScatterReduction.Max, Math.Max),
        Scattered("scatter_update (min)", ScatterReduction.Min, Math.Min),
        Scattered("scatter_update (mul)", ScatterReduction.Mul, (old, update) => old * update),
        ZeroFactors("scatter_update (mul, a zero)", 1),
        ZeroFactors("scatter_update (mul, zeros)", 3),
        new(
            "scatter_update (two axes)",
            x => x[0].ScatterUpdate(x[1], x[2]),
            [new OpInput([2, 3, 2]), Whole([4, 2], -2, 2, DType.Int64), new OpInput([4, 2])],
            x => Folded(x[0], [.. Enumerable.Range(0, 4).SelectMany(n => Enumerable.Range(0, 2).Select(j =>
                (((Wrap(x[1][n, 0], 2) * 3) + Wrap(x[1][n, 1], 3)) * 2 + j, x[2][n, j])))], (_, update) => update)),
        new(
            "scatter",
            x => Ops.Scatter(x[0], x[1], [3, 19]),
            [Whole([5, 1], 0, 3, DType.Int32), new OpInput([5, 19])],
            x => Nd.Of([3, 19], i => Enumerable.Range(0, 5).Where(n => x[0][n, 0] == i[0]).Sum(n => x[1][n, i[1]]))),
        new("gather_nd", x => x[0].GatherNd(x[1]), [new OpInput([3, 4, 2]), Whole([2, 5, 2], -3, 3, DType.Int32)], x =>
            Nd.Of([2, 5, 2], i => x[0][Wrap(x[1][i[0], i[1], 0], 3), Wrap(x[1][i[0], i[1], 1], 4), i[2]])),
        Segmented("segment_sum", Ops.SegmentSum, values => values.Sum()),
        Segmented("segment_max", Ops.SegmentMax, values => values.Max()),
        Segmented("segment_min", Ops.SegmentMin, values => values.Min()),
        Segmented("segment_prod", Ops.SegmentProd, values => values.Aggregate(1.0, (a, b) => a * b)),
    ];

    private static OpRow Scattered(string name, ScatterReduction? reduction, Func<double, double, double> fold) => new(
        name,
        x => x[0].ScatterUpdate(x[1], x[2], reduction),
        [new OpInput([4, 2]), Whole([6, 1], -4, 4, DType.Int32), new OpInput([6, 2])],
        x => Folded(x[0], [.. Enumerable.Range(0, 12).Select(n => ((Wrap(x[1][n / 2, 0], 4) * 2) + (n % 2), x[2].Data[n]))], fold));

    /// <summary>All updates go to one place, and the first few are multiplied with 0, so that the gradient for a zero is tested.</summary>
    private static OpRow ZeroFactors(string name, int zeros)
    {
        Nd mask = Nd.Of([5], i => i[0] < zeros ? 0 : 1);
        return new OpRow(
            name,
            x => x[0].ScatterUpdate(Ops.Integers([0, 0, 0, 0, 0], [5, 1], x[0]), x[1] * mask.To(x[1].DType, x[1].Device), ScatterReduction.Mul),
            [new OpInput([2]), new OpInput([5])],
            x => new Nd([2], [x[0].Data[0] * x[1].Data.Zip(mask.Data, (a, b) => a * b).Aggregate((a, b) => a * b), x[0].Data[1]]));
    }

    /// <summary>Eight entries in four segments, the last with one entry.</summary>
    private static OpRow Segmented(string name, Func<Tensor, Tensor, int?, bool, Tensor> function, Func<double[], double> fold)
    {
        int[] ids = [0, 2, 1, 2, 2, 0, 3, 1];
        return new OpRow(
            name,
            x => function(x[0], Ops.Integers(ids, [8], x[0]), 4, false),
            [new OpInput([8, 3])],
            x => Nd.Of([4, 3], i => fold([.. Enumerable.Range(0, 8).Where(n => ids[n] == i[0]).Select(n => x[0][n, i[1]])])));
    }

    private static Nd Folded(Nd x, (int Place, double Value)[] updates, Func<double, double, double> fold)
    {
        double[] data = [.. x.Data];
        foreach (var (place, value) in updates)
        {
            data[place] = fold(data[place], value);
        }

        return new Nd(x.Shape, data);
    }

    private static int Wrap(double index, int count) => (int)(index < 0 ? index + count : index);
}
