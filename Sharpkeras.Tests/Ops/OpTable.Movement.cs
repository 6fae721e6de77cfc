using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Operations;

/// <summary>Operations that move elements.</summary>
internal static partial class OpTable
{
    private static readonly Shape Box = [2, 3, 5];

    private static IEnumerable<OpRow> Movements() =>
    [
        Move("reshape", x => x.Reshape([5, -1]), Box, x => new Nd([5, 6], x.Data)),
        Move("expand_dims", x => x.ExpandDims(-1), Box, x => new Nd([2, 3, 5, 1], x.Data)),
        Move("squeeze", x => x.Squeeze(), [1, 3, 1], x => new Nd([3], x.Data)),
        Move("transpose", x => x.Transpose(), Box, x => Nd.Of([5, 3, 2], i => x[i[2], i[1], i[0]])),
        Move("transpose (2, 0, 1)", x => x.Transpose([2, 0, 1]), Box, x => Nd.Of([5, 2, 3], i => x[i[1], i[2], i[0]])),
        Move("transpose (matrix)", x => x.Transpose(), [33, 18], x => Nd.Of([18, 33], i => x[i[1], i[0]])) with { HasGradient = false },
        Move("broadcast_to", x => x.BroadcastTo([4, 2, 3]), [2, 1], x => Nd.Of([4, 2, 3], i => x[i[1], 0])),
        Move("pad", x => x.Pad([(0, 0), (1, 2), (2, 1)], 7), Box, x => Nd.Of([2, 6, 8], i => Inside(x, i[0], i[1] - 1, i[2] - 2, 7))),
        Move("flip", x => x.Flip(1), Box, x => Nd.Of(Box, i => x[i[0], 2 - i[1], i[2]])),
        Move("flip (all)", x => x.Flip(), Box, x => Nd.Of(Box, i => x[1 - i[0], 2 - i[1], 4 - i[2]])),
        Move("tile", x => x.Tile([2, 1, 3]), Box, x => Nd.Of([4, 3, 15], i => x[i[0] % 2, i[1], i[2] % 5])),
        Move("tile (more axes)", x => x.Tile([2, 3]), [3], x => Nd.Of([2, 9], i => x[i[1] % 3])),
        Move("repeat", x => x.Repeat(3, 1), Box, x => Nd.Of([2, 9, 5], i => x[i[0], i[1] / 3, i[2]])),
        Move("repeat (flat)", x => x.Repeat(2), [2, 3], x => Nd.Of([12], i => x.Data[i[0] / 2])),
        Move("slice (leading)", x => x[1..], [4, 3], x => Nd.Of([3, 3], i => x[i[0] + 1, i[1]])),
        Move("slice (index)", x => x[^1], [4, 3], x => Nd.Of([3], i => x[3, i[0]])),
        Move("slice (inner)", x => x[.., 1..^1, 2], Box, x => Nd.Of([2, 1], i => x[i[0], i[1] + 1, 2])),
        Move("cast", x => x.Cast(DType.Float64), Odd, x => x),
        Move("stop_gradient", x => x.StopGradient(), Odd, x => x) with { HasGradient = false },
        Two("concatenate", (a, b) => Ops.Concatenate([a, b], 1), [2, 3, 4], [2, 5, 4], (a, b) =>
            Nd.Of([2, 8, 4], i => i[1] < 3 ? a[i] : b[i[0], i[1] - 3, i[2]])),
        Two("stack", (a, b) => Ops.Stack([a, b], -1), [2, 3], [2, 3], (a, b) => Nd.Of([2, 3, 2], i => (i[2] == 0 ? a : b)[i[0], i[1]])),
        Choice([3, 4], [3, 4], [3, 4]),
        Choice([3, 1], [4], [2, 1, 4]),
        Indexed("take", (x, at) => x.Take(at, 1), [2, 3, 4], [2, 2], 3, (x, at) =>
            Nd.Of([2, 2, 2, 4], i => x[i[0], (int)at[i[1], i[2]], i[3]])),
        Indexed("take (repeats)", (x, at) => x.Take(at, 0), [3, 2], [9], 3, (x, at) => Nd.Of([9, 2], i => x[(int)at[i[0]], i[1]])),
        Indexed("take (flat)", (x, at) => x.Take(at), [3, 2], [2, 2], 6, (x, at) => Nd.Of([2, 2], i => x.Data[(int)at[i[0], i[1]]])),
        new("take (from the end)", x => x[0].Take(x[1], 0), [new OpInput([5, 2]), Whole([7], -5, 5, DType.Int32)], x =>
            Nd.Of([7, 2], i => x[0][((int)x[1][i[0]] + 5) % 5, i[1]])),
        Move("ravel", x => x.Ravel(), Box, x => new Nd([30], x.Data)),
        new("one_hot", x => x[0].OneHot(6), [Whole([3, 5], -1, 8, DType.Int32)], x =>
            Nd.Of([3, 5, 6], i => x[0][i[0], i[1]] == i[2] ? 1 : 0)) { HasGradient = false },
    ];

    private static OpRow Move(string name, Func<Tensor, Tensor> function, Shape shape, Func<Nd, Nd> reference) =>
        new(name, x => function(x[0]), [new OpInput(shape)], x => reference(x[0]));

    private static OpRow Two(string name, Func<Tensor, Tensor, Tensor> function, Shape a, Shape b, Func<Nd, Nd, Nd> reference) =>
        new(name, x => function(x[0], x[1]), [new OpInput(a), new OpInput(b)], x => reference(x[0], x[1]));

    private static OpRow Indexed(
        string name, Func<Tensor, Tensor, Tensor> function, Shape shape, Shape indices, int count, Func<Nd, Nd, Nd> reference) =>
        new(name, x => function(x[0], x[1]), [new OpInput(shape), Whole(indices, 0, count, DType.Int64)], x => reference(x[0], x[1]));

    private static OpRow Choice(Shape condition, Shape a, Shape b)
    {
        Shape shape = Diagnostics.Check.Broadcast(condition, Diagnostics.Check.Broadcast(a, b, "where"), "where");
        return new OpRow(
            "where",
            x => Ops.Where(x[0], x[1], x[2]),
            [Whole(condition, 0, 2, DType.Bool), new OpInput(a), new OpInput(b)],
            x => Nd.Of(shape, i => (x[0].Broadcast(i) != 0 ? x[1] : x[2]).Broadcast(i)));
    }

    private static double Inside(Nd x, int i, int j, int k, double outside) =>
        j >= 0 && j < x.Shape[1] && k >= 0 && k < x.Shape[2] ? x[i, j, k] : outside;
}
