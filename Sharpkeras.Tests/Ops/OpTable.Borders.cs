using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Operations;

/// <summary>Borders made of the values, rotations, parts, diagonals, and what normalizes.</summary>
internal static partial class OpTable
{
    private static IEnumerable<OpRow> Borders() =>
    [
        Border(PadMode.Edge, [3, 4], [(2, 5), (0, 1)], (at, n) => Math.Clamp(at, 0, n - 1)),
        Border(PadMode.Reflect, [3, 5], [(2, 1), (4, 3)], (at, n) => at < 0 ? -at : at < n ? at : (2 * n) - 2 - at),
        Border(PadMode.Symmetric, [3, 2], [(3, 1), (0, 2)], (at, n) => at < 0 ? -at - 1 : at < n ? at : (2 * n) - 1 - at),
        Border(PadMode.Symmetric, [1, 2], [(1, 1), (0, 0)], (at, n) => at < 0 ? -at - 1 : at < n ? at : (2 * n) - 1 - at),
        Border(PadMode.Wrap, [3, 2], [(2, 4), (3, 0)], (at, n) => ((at % n) + n) % n),
        Move("pad (constant mode)", x => x.Pad([(1, 0), (0, 1)], PadMode.Constant, 3), [2, 2], x =>
            Nd.Of([3, 3], i => i[0] > 0 && i[1] < 2 ? x[i[0] - 1, i[1]] : 3)),
        Move("roll", x => x.Roll(2, 2), Box, x => Nd.Of(Box, i => x[i[0], i[1], (i[2] + 3) % 5])),
        Move("roll (back)", x => x.Roll(-7, 1), Box, x => Nd.Of(Box, i => x[i[0], (i[1] + 7) % 3, i[2]])),
        Move("roll (flat)", x => x.Roll(4), [2, 3], x => Nd.Of([2, 3], i => x.Data[((i[0] * 3) + i[1] + 2) % 6])),
        Move("roll (several)", x => x.Roll([1, 2], [0, -1]), Box, x => Nd.Of(Box, i => x[(i[0] + 1) % 2, i[1], (i[2] + 3) % 5])),
        Move("flip (several)", x => x.Flip([0, -1]), Box, x => Nd.Of(Box, i => x[1 - i[0], i[1], 4 - i[2]])),
        Move("split (equal)", x => x.Split(3, 1)[1], [2, 6, 2], x => Nd.Of([2, 2, 2], i => x[i[0], i[1] + 2, i[2]])),
        Move("split (first axis)", x => x.Split(2)[1], [4, 3], x => Nd.Of([2, 3], i => x[i[0] + 2, i[1]])),
        Move("split (places)", x => x.Split([1, -1], -1)[1], [2, 6], x => Nd.Of([2, 4], i => x[i[0], i[1] + 1])),
        Move("unstack", x => x.Unstack(axis: 1)[2], Box, x => Nd.Of([2, 5], i => x[i[0], 2, i[1]])),
        Move("unstack (first axis)", x => x.Unstack(2)[0], Box, x => Nd.Of([3, 5], i => x[0, i[0], i[1]])),
        Move("diagonal", x => x.Diagonal(), [3, 4], x => Nd.Of([3], i => x[i[0], i[0]])),
        Move("diagonal (below)", x => x.Diagonal(-1, 2, 0), [2, 3, 4], x => Nd.Of([3, 2], i => x[i[1], i[0], i[1] + 1])),
        Move("diagonal (outside)", x => x.Diagonal(9), [3, 4], _ => new Nd([0], [])) with { HasGradient = false },
        Move("trace", x => x.Trace(1, 1, 2), Box, x => Nd.Of([2], i => Enumerable.Range(0, 3).Sum(j => x[i[0], j, j + 1]))),
        Move("diag of a vector", x => x.Diag(-2), [3], x => Nd.Of([5, 5], i => i[0] == i[1] + 2 ? x[i[1]] : 0)),
        Move("diag of a matrix", x => x.Diag(1), [3, 3], x => Nd.Of([2], i => x[i[0], i[0] + 1])),
        Move("array_split", x => x.ArraySplit(3)[1], [8, 2], x => Nd.Of([3, 2], i => x[i[0] + 3, i[1]])),
        Move("array_split (last)", x => x.ArraySplit(3)[2], [8, 2], x => Nd.Of([2, 2], i => x[i[0] + 6, i[1]])),
        Move("hsplit", x => x.HSplit(2)[1], [3, 4], x => Nd.Of([3, 2], i => x[i[0], i[1] + 2])),
        Move("vsplit", x => x.VSplit(2)[0], [4, 3], x => Nd.Of([2, 3], i => x[i])),
        Move("dsplit", x => x.DSplit(5)[3], Box, x => Nd.Of([2, 3, 1], i => x[i[0], i[1], 3])),
        Move("fliplr", x => x.Fliplr(), [2, 3], x => Nd.Of([2, 3], i => x[i[0], 2 - i[1]])),
        Move("flipud", x => x.Flipud(), [2, 3], x => Nd.Of([2, 3], i => x[1 - i[0], i[1]])),
        Move("diagflat", x => x.Diagflat(1), [1, 2], x => Nd.Of([3, 3], i => i[1] == i[0] + 1 ? x.Data[i[0]] : 0)),
        Move("moments (mean)", x => x.Moments([0, 1]).Mean, Box, x => Fold(x, [0, 1], false, values => values.Average())),
        Move("moments (variance)", x => x.Moments([-1], keepDims: true).Variance, Box, x => Fold(x, [2], true, Variance)),
        Move("l2_normalize", x => x.L2Normalize(-1), Box, x => Nd.Of(Box, i => x[i] / Math.Sqrt(SquaresOf(x, i[0], i[1])))),
        Move("l2_normalize (all)", x => x.L2Normalize(), [2, 3], x => Map(x, value => value / Math.Sqrt(x.Data.Sum(each => each * each)))),
        Move("l2_normalize (small)", x => (x * 1e-8).L2Normalize(-1), [2, 3], x => Map(x, value => value * 1e-2)),
        Move("normalize", x => x.Normalize(), Box, x => Nd.Of(Box, i => x[i] / Math.Sqrt(SquaresOf(x, i[0], i[1])))),
        Kinked("normalize (order 1)", x => x.Normalize(0, order: 1), [3, 4], x => Nd.Of([3, 4], i => x[i] / Column(x, i[1]).Sum(Math.Abs))),
        Kinked("normalize (order 3)", x => x.Normalize([0, 1], order: 3), [3, 4], x =>
            Map(x, value => value / Math.Cbrt(x.Data.Sum(each => Math.Abs(each * each * each))))),
    ];

    private static OpRow Border(PadMode mode, Shape shape, (int Before, int After)[] padding, Func<int, int, int> source)
    {
        Shape result = shape.ToArray().Select((length, axis) => length + padding[axis].Before + padding[axis].After).ToArray();
        return Move($"pad ({mode})", x => x.Pad(padding, mode), shape, x => Nd.Of(result, i =>
            x[[.. i.Select((at, axis) => source(at - padding[axis].Before, shape[axis]))]]));
    }

    private static OpRow Kinked(string name, Func<Tensor, Tensor> function, Shape shape, Func<Nd, Nd> reference) =>
        new(name, x => function(x[0]), [new OpInput(shape) { Kinks = [0] }], x => reference(x[0]));

    private static double SquaresOf(Nd x, int i, int j) => Enumerable.Range(0, x.Shape[2]).Sum(k => x[i, j, k] * x[i, j, k]);
}
