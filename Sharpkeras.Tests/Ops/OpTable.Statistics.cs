using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Operations;

/// <summary>Counts, averages, quantiles, searches, and normalization as operations.</summary>
internal static partial class OpTable
{
    private static IEnumerable<OpRow> Statistics() =>
    [
        Logical("all", x => x.All(), values => values.All(value => value != 0)),
        Logical("any", x => x.Any(), values => values.Any(value => value != 0)),
        new("all (axis)", x => x[0].All(1), [Whole([9, 2], 0, 2, DType.Bool)], x =>
            Nd.Of([9], i => Row(x[0], i[0]).All(value => value != 0) ? 1 : 0)) { HasGradient = false },
        new("any (axes, keep)", x => x[0].Any([0], keepDims: true), [Whole([2, 9], 0, 2, DType.Bool)], x =>
            Nd.Of([1, 9], i => Column(x[0], i[1]).Any(value => value != 0) ? 1 : 0)) { HasGradient = false },
        new("count_nonzero", x => x[0].CountNonzero([0]), [Whole([5, 3], -1, 2, DType.Int16)], x =>
            Nd.Of([3], i => Column(x[0], i[0]).Count(value => value != 0))) { HasGradient = false },
        .. Folds("amax", (x, axes, keep) => x.Amax(axes, keep), values => values.Max()),
        .. Folds("amin", (x, axes, keep) => x.Amin(axes, keep), values => values.Min()),
        .. Folds("max (initial)", (x, axes, keep) => x.Max(axes, keep, initial: 0.3), values => Math.Max(0.3, values.Max())),
        .. Folds("min (initial)", (x, axes, keep) => x.Min(axes, keep, initial: -0.3), values => Math.Min(-0.3, values.Min())),
        .. Folds("ptp", (x, axes, keep) => x.Ptp(axes, keep), values => values.Max() - values.Min()),
        .. Folds("median", (x, axes, keep) => x.Median(axes, keep), values => QuantileOf(values, 0.5, QuantileMethod.Linear)),
        .. Folds("percentile", (x, axes, keep) => x.Percentile(30, axes, keepDims: keep), values => QuantileOf(values, 0.3, QuantileMethod.Linear)),
        .. Enum.GetValues<QuantileMethod>().SelectMany(method => Folds(
            $"quantile {method}", (x, axes, keep) => x.Quantile(0.37, axes, method, keep), values => QuantileOf(values, 0.37, method))),
        Move("quantile (several)", x => x.Quantile([0, 0.2, 1], [0]), [4, 3], x =>
            Nd.Of([3, 3], i => QuantileOf(Column(x, i[1]), new[] { 0, 0.2, 1 }[i[0]], QuantileMethod.Linear))),
        .. Folds("average", (x, axes, keep) => keep ? x.Mean(axes, keep) : x.Average(axes), values => values.Average()),
        Two("average (weights)", (a, b) => a.Average([1], b.Square() + 1), [3, 4], [4], (a, b) => Nd.Of([3], i =>
            Row(a, i[0]).Zip(b.Data, (x, w) => x * ((w * w) + 1)).Sum() / b.Data.Sum(w => (w * w) + 1))),
        Two("average (all weights)", (a, b) => a.Average(null, b.Square() + 1), [3, 2], [3, 2], (a, b) =>
            new Nd([], [a.Data.Zip(b.Data, (x, w) => x * ((w * w) + 1)).Sum() / b.Data.Sum(w => (w * w) + 1)])),
        Move("diff", x => x.Diff(), Box, x => Nd.Of([2, 3, 4], i => x[i[0], i[1], i[2] + 1] - x[i])),
        Move("diff (twice)", x => x.Diff(2, 1), Box, x => Nd.Of([2, 1, 5], i => x[i[0], 2, i[2]] - (2 * x[i[0], 1, i[2]]) + x[i[0], 0, i[2]])),
        Move("trapezoid", x => Ops.Trapezoid(x, dx: 0.5), [2, 4], x => Nd.Of([2], i =>
            Enumerable.Range(0, 3).Sum(j => 0.25 * (x[i[0], j] + x[i[0], j + 1])))),
        Two("trapezoid (places)", (a, b) => Ops.Trapezoid(a, b, axis: 0), [4, 2], [4], (a, b) => Nd.Of([2], i =>
            Enumerable.Range(0, 3).Sum(j => 0.5 * (a[j, i[0]] + a[j + 1, i[0]]) * (b[j + 1] - b[j])))),
        Search("searchsorted (left)", SearchSide.Left, [6], (value, edge) => edge < value),
        Search("searchsorted (right)", SearchSide.Right, [11], (value, edge) => edge <= value),
        Search("searchsorted (nothing)", SearchSide.Right, [0], (value, edge) => edge <= value),
        new("digitize", x => x[0].Digitize([-1, 0, 2]), [Whole([4, 5], -3, 4, DType.Float32)], x =>
            Map(x[0], value => (value >= -1 ? 1 : 0) + (value >= 0 ? 1 : 0) + (value >= 2 ? 1 : 0))) { HasGradient = false },
        new("isin", x => x[0].IsIn(x[1]), [Whole([4, 5], 0, 9, DType.Int32), Whole([2, 2], 0, 9, DType.Int32)], x =>
            Map(x[0], value => x[1].Data.Contains(value) ? 1 : 0)) { HasGradient = false },
        new("in_top_k", x => Ops.InTopK(x[0], x[1], 2), [Whole([9], -1, 6, DType.Int32), Whole([9, 5], 0, 4, DType.Float32)], x =>
            Nd.Of([9], i => x[0][i] is >= 0 and < 5 && Row(x[1], i[0]).Count(score => score > x[1][i[0], (int)x[0][i]]) < 2 ? 1 : 0))
        { HasGradient = false },
        Move("histogram", x => x.Histogram(4, (-1, 1.5)).Counts, [40], x => Nd.Of([4], i => x.Data.Count(value =>
            value >= -1 + (i[0] * 0.625) && (i[0] == 3 ? value <= 1.5 : value < -1 + ((i[0] + 1) * 0.625))))) with { HasGradient = false },
        Move("histogram (edges)", x => x.Histogram(3).Edges, [7], x =>
            Nd.Of([4], i => x.Data.Min() + ((x.Data.Max() - x.Data.Min()) * i[0] / 3))) with { HasGradient = false },
        new("batch_normalization", x => x[0].BatchNormalization(x[1], x[2].Square() + 1, 1, x[3], x[4]),
            [new OpInput(Box), new OpInput([3]), new OpInput([3]), new OpInput([3]), new OpInput([3])], x => Nd.Of(Box, i =>
            ((x[0][i] - x[1][i[1]]) / Math.Sqrt((x[2][i[1]] * x[2][i[1]]) + 1.001) * x[4][i[1]]) + x[3][i[1]])),
        new("layer_normalization", x => x[0].LayerNormalization(x[1], x[2], epsilon: 1e-3),
            [new OpInput(Box), new OpInput([5]), new OpInput([5])], x => Nd.Of(Box, i => (Standard(x[0], i, 1e-3) * x[1][i[2]]) + x[2][i[2]])),
        new("layer_normalization (middle)", x => x[0].MoveAxis(2, 1).LayerNormalization(x[1], null, [1], 1e-3).MoveAxis(1, 2),
            [new OpInput(Box), new OpInput([5])], x => Nd.Of(Box, i => Standard(x[0], i, 1e-3) * x[1][i[2]])),
        Two("rms_normalization", (a, b) => a.RmsNormalization(b, epsilon: 1e-3), Box, [5], (a, b) => Nd.Of(Box, i =>
            a[i] / Math.Sqrt((SquaresOf(a, i[0], i[1]) / 5) + 1e-3) * b[i[2]])),
    ];

    private static OpRow Logical(string name, Func<Tensor, Tensor> function, Func<double[], bool> reference) =>
        new(name, x => function(x[0]), [Whole([3, 3], 0, 3, DType.UInt8)], x => new Nd([], [reference(x[0].Data) ? 1 : 0])) { HasGradient = false };

    private static OpRow Search(string name, SearchSide side, Shape edges, Func<double, double, bool> counts) => new(
        name,
        x => Ops.SearchSorted(x[0].Sort(), x[1], side),
        [Whole(edges, 0, 9, DType.Float32), Whole([4, 5], -2, 12, DType.Float32)],
        x => Map(x[1], value => x[0].Data.Count(edge => counts(value, edge))))
    { HasGradient = false };

    private static double QuantileOf(double[] values, double share, QuantileMethod method)
    {
        double[] sorted = [.. values.Order()];
        double at = share * (sorted.Length - 1);
        double low = sorted[(int)Math.Floor(at)];
        double high = sorted[(int)Math.Ceiling(at)];
        return method switch
        {
            QuantileMethod.Lower => low,
            QuantileMethod.Higher => high,
            QuantileMethod.Midpoint => (low + high) / 2,
            QuantileMethod.Nearest => at - Math.Floor(at) < 0.5 ? low : high,
            _ => low + ((high - low) * (at - Math.Floor(at))),
        };
    }

    private static double Standard(Nd x, int[] i, double epsilon)
    {
        double[] row = [.. Enumerable.Range(0, x.Shape[2]).Select(k => x[i[0], i[1], k])];
        return (x[i] - row.Average()) / Math.Sqrt(Variance(row) + epsilon);
    }
}
