using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Operations;

/// <summary>Running sums and products.</summary>
internal static partial class OpTable
{
    private static IEnumerable<OpRow> RunningFolds() =>
    [
        .. Running("cumsum", (x, axis) => x.Cumsum(axis), (a, b) => a + b),
        .. Running("cumprod", (x, axis) => x.Cumprod(axis), (a, b) => a * b),
        Move("associative_scan", x => Ops.AssociativeScan(Ops.Multiply, x, axis: 1), [2, 7], x =>
            Nd.Of([2, 7], i => Row(x, i[0]).Take(i[1] + 1).Aggregate((a, b) => a * b))),
        Move("associative_scan (reverse)", x => Ops.AssociativeScan(Ops.Add, x, reverse: true), [6, 2], x =>
            Nd.Of([6, 2], i => Column(x, i[1]).Skip(i[0]).Sum())),
        Move("scan", x => Ops.Scan((sum, entry) => (sum + entry, sum * entry), Ops.FullLike(x[0], 1), x).Ys, [4, 2], x =>
            Nd.Of([4, 2], i => (1 + Column(x, i[1]).Take(i[0]).Sum()) * x[i])),
        Move("scan (last value, reverse)", x => Ops.Scan((last, entry) => (last * entry, last), Ops.FullLike(x[0], 1), x, reverse: true).Carry, [4, 2], x =>
            Nd.Of([2], i => Column(x, i[0]).Aggregate((a, b) => a * b))),
        Move("vectorized_map", x => Ops.VectorizedMap(entry => entry.Sum(), x), [3, 4], x => Nd.Of([3], i => Row(x, i[0]).Sum())),
        Zeros("cumprod (a zero)", [2, 5, 1], place => place == 2),
        Zeros("cumprod (two zeros)", [1, 7, 19], place => place is 3 or 5),
        Zeros("cumprod (all zeros)", [3, 4, 2], _ => true),
    ];

    private static IEnumerable<OpRow> Running(string name, Func<Tensor, int?, Tensor> function, Func<double, double, double> fold) =>
    [
        Move(name + " (rows)", x => function(x, -1), [3, 7], x => Nd.Of([3, 7], i => Row(x, i[0]).Take(i[1] + 1).Aggregate(fold))),
        Move(name + " (columns)", x => function(x, 0), [5, 19], x => Nd.Of([5, 19], i => Column(x, i[1]).Take(i[0] + 1).Aggregate(fold))),
        Move(name + " (middle)", x => function(x, 1), Box, x =>
            Nd.Of(Box, i => Enumerable.Range(0, i[1] + 1).Select(j => x[i[0], j, i[2]]).Aggregate(fold))),
        Move(name + " (flat)", x => function(x, null), [2, 3], x => Nd.Of([6], i => x.Data.Take(i[0] + 1).Aggregate(fold))),
        Move(name + " (one)", x => function(x, 0), [1, 4], x => x),
        Move(name + " (nothing)", x => function(x, 0), [0, 4], x => x) with { HasGradient = false },
    ];

    /// <summary>Products with zeros at places of the middle axis: multiplied in, so that the gradient for the factors is tested there.</summary>
    private static OpRow Zeros(string name, Shape shape, Func<int, bool> isZero)
    {
        Nd mask = Nd.Of(shape, i => isZero(i[1]) ? 0 : 1);
        return Move(name, x => (x * mask.To(x.DType, x.Device)).Cumprod(1), shape, x => Nd.Of(shape, i =>
            Enumerable.Range(0, i[1] + 1).Aggregate(1.0, (product, j) => product * x[i[0], j, i[2]] * mask[i[0], j, i[2]])));
    }
}
