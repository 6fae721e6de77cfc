using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Operations;

/// <summary>Folds along axes.</summary>
internal static partial class OpTable
{
    private static IEnumerable<OpRow> Reductions() =>
    [
        .. Folds("sum", (x, axes, keep) => x.Sum(axes, keep), values => values.Sum()),
        .. Folds("mean", (x, axes, keep) => x.Mean(axes, keep), values => values.Average()),
        .. Folds("max", (x, axes, keep) => x.Max(axes, keep), values => values.Max()),
        .. Folds("min", (x, axes, keep) => x.Min(axes, keep), values => values.Min()),
        .. Folds("prod", (x, axes, keep) => x.Prod(axes, keep), values => values.Aggregate(1.0, (a, b) => a * b)),
        .. Folds("var", (x, axes, keep) => x.Var(axes, keep), Variance),
        .. Folds("std", (x, axes, keep) => x.Std(axes, keep), values => Math.Sqrt(Variance(values))),
        .. Folds("logsumexp", (x, axes, keep) => x.Logsumexp(axes, keep), values => Math.Log(values.Sum(Math.Exp))),
        Fold("sum (one axis)", x => x.Sum(1), [3, 5, 2], [1], false, values => values.Sum()),
        Fold("mean (one axis)", x => x.Mean(-1, keepDims: true), [3, 5, 2], [2], true, values => values.Average()),
        Fold("sum (narrow)", x => x.Sum([0]), [150, 3], [0], false, values => values.Sum()),
        Fold("sum (empty)", x => x.Sum([1]), [3, 0], [1], false, values => values.Sum()) with { HasGradient = false },
        Arg("argmax", x => x.ArgMax(1), [3, 5, 2], [1], false, largest: true),
        Arg("argmax (all)", x => x.ArgMax(), [4, 11], [0, 1], false, largest: true),
        Arg("argmin", x => x.ArgMin(-1, keepDims: true), [4, 11], [1], true, largest: false),
    ];

    private static IEnumerable<OpRow> Folds(string name, Func<Tensor, int[]?, bool, Tensor> function, Func<double[], double> reference) =>
    [
        Fold(name + " (all)", x => function(x, null, false), [2, 37], [0, 1], false, reference),
        Fold(name + " (keep)", x => function(x, [1], true), [3, 5, 2], [1], true, reference),
        Fold(name + " (0, 2)", x => function(x, [0, -1], false), [3, 5, 2], [0, 2], false, reference),
        Fold(name + " (rows)", x => function(x, [1], false), [4, 19], [1], false, reference),
        Fold(name + " (columns)", x => function(x, [0], false), [5, 19], [0], false, reference),
    ];

    private static OpRow Fold(
        string name, Func<Tensor, Tensor> function, Shape shape, int[] axes, bool keep, Func<double[], double> reference) =>
        new(name, x => function(x[0]), [new OpInput(shape, -1.2, 1.2)], x => Fold(x[0], axes, keep, reference));

    /// <summary>The first place of the extreme among small whole numbers, of which several are equal.</summary>
    private static OpRow Arg(string name, Func<Tensor, Tensor> function, Shape shape, int[] axes, bool keep, bool largest) =>
        new(
            name,
            x => function(x[0]),
            [Whole(shape, 0, 4, DType.Float32)],
            x => Fold(x[0], axes, keep, values => Array.IndexOf(values, largest ? values.Max() : values.Min())))
        { HasGradient = false };

    private static double Variance(double[] values)
    {
        double mean = values.Average();
        return values.Average(value => (value - mean) * (value - mean));
    }

    /// <summary>A function of all values along axes, in row-major order.</summary>
    private static Nd Fold(Nd x, int[] axes, bool keep, Func<double[], double> function)
    {
        int[] kept = [.. Enumerable.Range(0, x.Shape.Rank).Select(axis => axes.Contains(axis) ? 1 : x.Shape[axis])];
        Nd result = Nd.Of(kept, index => function([.. Along(x, axes, index)]));
        int[] shape = [.. kept.Where((_, axis) => keep || !axes.Contains(axis))];
        return new Nd(shape, result.Data);
    }

    private static IEnumerable<double> Along(Nd x, int[] axes, int[] index)
    {
        var values = new List<double>();
        Nd.Of(x.Shape, each =>
        {
            bool same = Enumerable.Range(0, each.Length).All(axis => axes.Contains(axis) || each[axis] == index[axis]);
            if (same)
            {
                values.Add(x[each]);
            }

            return 0;
        });
        return values;
    }
}
