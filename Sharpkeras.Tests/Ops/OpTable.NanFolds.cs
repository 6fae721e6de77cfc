using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Operations;

/// <summary>Folds that leave out what is no number.</summary>
internal static partial class OpTable
{
    private static IEnumerable<OpRow> NanFolds() =>
    [
        .. NanFold("nansum", (x, axes, keep) => x.NanSum(axes, keep), values => values.Sum()),
        .. NanFold("nanprod", (x, axes, keep) => x.NanProd(axes, keep), values => values.Aggregate(1.0, (a, b) => a * b)),
        .. NanFold("nanmax", (x, axes, keep) => x.NanMax(axes, keep), values => values.Max()),
        .. NanFold("nanmin", (x, axes, keep) => x.NanMin(axes, keep), values => values.Min()),
        .. NanFold("nanmean", (x, axes, keep) => x.NanMean(axes, keep), values => values.Average()),
        .. NanFold("nanvar", (x, axes, keep) => x.NanVar(axes, keep), Variance),
        .. NanFold("nanstd", (x, axes, keep) => x.NanStd(axes, keep), values => Math.Sqrt(Variance(values))),
        Move("nanargmax", x => Holes(x).NanArgMax(1), [4, 7], x => Nd.Of([4], i => PlaceOf(x, i[0], 1))) with { HasGradient = false },
        Move("nanargmin", x => Holes(x).NanArgMin(1), [4, 7], x => Nd.Of([4], i => PlaceOf(x, i[0], -1))) with { HasGradient = false },
        new("nancumsum", t => Holes(t[0]).NanCumsum(1), [Holed([4, 7])], t =>
            Nd.Of([4, 7], i => Enumerable.Range(0, i[1] + 1).Sum(j => t[0][i[0], j] > 1 ? 0 : t[0][i[0], j]))),
        new("nancumprod", t => Holes(t[0]).NanCumprod(1), [Holed([4, 7])], t =>
            Nd.Of([4, 7], i => Enumerable.Range(0, i[1] + 1).Aggregate(1.0, (p, j) => t[0][i[0], j] > 1 ? p : p * t[0][i[0], j]))),
    ];

    /// <summary>Numbers above 1 become NaN; a row of 7 numbers in [−2, 2) keeps some.</summary>
    private static Tensor Holes(Tensor x) => Ops.Where(Ops.Greater(x, Ops.Constant(1, x)), Ops.Constant(double.NaN, x), x);

    private static OpInput Holed(Shape shape) => new(shape) { Kinks = [1] };

    private static IEnumerable<OpRow> NanFold(string name, Func<Tensor, int[]?, bool, Tensor> function, Func<double[], double> reference)
    {
        foreach (int[] axes in (int[][])[[0], [1], [0, 1]])
        {
            yield return new OpRow(
                $"{name} over {string.Join(", ", axes)}",
                t => function(Holes(t[0]), axes, axes.Length == 1),
                [Holed([7, 9])],
                t => Fold(t[0], axes, axes.Length == 1, values => reference([.. values.Where(value => value <= 1)])));
        }
    }

    private static double PlaceOf(Nd x, int row, int sign) =>
        Enumerable.Range(0, x.Shape[1]).Where(j => x[row, j] <= 1).MaxBy(j => sign * x[row, j]);
}
