using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Operations;

/// <summary>Axes moved, tensors joined, boxes and triangles.</summary>
internal static partial class OpTable
{
    private static IEnumerable<OpRow> Arrangements() =>
    [
        Move("moveaxis", x => x.MoveAxis(0, -1), Box, x => Nd.Of([3, 5, 2], i => x[i[2], i[0], i[1]])),
        Move("moveaxis (several)", x => x.MoveAxis([0, 1], [-1, 0]), Box, x => Nd.Of([3, 5, 2], i => x[i[2], i[0], i[1]])),
        Move("swapaxes", x => x.SwapAxes(0, -1), Box, x => Nd.Of([5, 3, 2], i => x[i[2], i[1], i[0]])),
        Move("rot90", x => x.Rot90(), [2, 3], x => Nd.Of([3, 2], i => x[i[1], 2 - i[0]])),
        Move("rot90 (twice)", x => x.Rot90(2), [2, 3], x => Nd.Of([2, 3], i => x[1 - i[0], 2 - i[1]])),
        Move("rot90 (back)", x => x.Rot90(-1), [2, 3], x => Nd.Of([3, 2], i => x[1 - i[1], i[0]])),
        Move("rot90 (other axes)", x => x.Rot90(1, [1, 2]), Box, x => Nd.Of([2, 5, 3], i => x[i[0], i[2], 4 - i[1]])),
        Two("append", (a, b) => a.Append(b), [2, 2], [3], (a, b) => new Nd([7], [.. a.Data, .. b.Data])),
        Two("append (axis)", (a, b) => a.Append(b, 0), [2, 2], [1, 2], (a, b) => new Nd([3, 2], [.. a.Data, .. b.Data])),
        Two("hstack", (a, b) => Ops.HStack([a, b]), [2, 1], [2, 3], (a, b) => Nd.Of([2, 4], i => i[1] < 1 ? a[i[0], 0] : b[i[0], i[1] - 1])),
        Two("hstack (vectors)", (a, b) => Ops.HStack([a, b]), [2], [3], (a, b) => new Nd([5], [.. a.Data, .. b.Data])),
        Two("vstack", (a, b) => Ops.VStack([a, b]), [3], [2, 3], (a, b) => new Nd([3, 3], [.. a.Data, .. b.Data])),
        Two("dstack", (a, b) => Ops.DStack([a, b]), [2, 3], [2, 3], (a, b) => Nd.Of([2, 3, 2], i => (i[2] == 0 ? a : b)[i[0], i[1]])),
        Two("dstack (vectors)", (a, b) => Ops.DStack([a, b]), [3], [3], (a, b) => Nd.Of([1, 3, 2], i => (i[2] == 0 ? a : b)[i[1]])),
        Two("meshgrid (xy)", (a, b) => Ops.Meshgrid([a, b])[0], [2], [3], (a, _) => Nd.Of([3, 2], i => a[i[1]])) with { HasGradient = false },
        Two("meshgrid (xy, rows)", (a, b) => Ops.Meshgrid([a, b])[1], [2], [3], (_, b) => Nd.Of([3, 2], i => b[i[0]])) with { HasGradient = false },
        Move("meshgrid (ij)", x => Ops.Meshgrid([x, x], MeshIndexing.Ij)[0], [3], x => Nd.Of([3, 3], i => x[i[0]])),
        Move("tril", x => x.Tril(), [2, 3, 4], x => Nd.Of([2, 3, 4], i => i[2] <= i[1] ? x[i] : 0)),
        Move("tril (above)", x => x.Tril(2), [3, 4], x => Nd.Of([3, 4], i => i[1] <= i[0] + 2 ? x[i] : 0)),
        Move("triu", x => x.Triu(-1), [4, 3], x => Nd.Of([4, 3], i => i[1] >= i[0] - 1 ? x[i] : 0)),
        Move("slice", x => x.Slice([1, 0, 2], [1, 2, 3]), Box, x => Nd.Of([1, 2, 3], i => x[1, i[1], i[2] + 2])),
        Two("slice_update", (a, b) => a.SliceUpdate([1, 2], b), [3, 5], [2, 2], (a, b) =>
            Nd.Of([3, 5], i => i[0] >= 1 && (i[1] is 2 or 3) ? b[i[0] - 1, i[1] - 2] : a[i])),
        Choices(),
        new("unravel_index", x => x[0].UnravelIndex([3, 4, 5])[1], [Whole([7], -60, 60, DType.Int32)], x =>
            Map(x[0], at => (int)(at < 0 ? at + 60 : at) / 5 % 4)) { HasGradient = false },
        new("one_hot (axis)", x => x[0].OneHot(4, axis: 1), [Whole([2, 3], 0, 4, DType.Int32)], x =>
            Nd.Of([2, 4, 3], i => x[0][i[0], i[2]] == i[1] ? 1 : 0)) { HasGradient = false },
        new("multi_hot", x => x[0].MultiHot(5), [Whole([4, 3], -1, 5, DType.Int32)], x =>
            Nd.Of([4, 5], i => Row(x[0], i[0]).Contains(i[1]) ? 1 : 0)) { HasGradient = false },
        Move("vander", x => x.Vander(), [4], x => Nd.Of([4, 4], i => Math.Pow(x[i[0]], 3 - i[1]))),
        Move("vander (rising)", x => x.Vander(3, increasing: true), [4], x => Nd.Of([4, 3], i => Math.Pow(x[i[0]], i[1]))),
        Two("linspace", (a, b) => Ops.Linspace(a, b, 5, axis: -1), [2, 1], [3], (a, b) =>
            Nd.Of([2, 3, 5], i => a[i[0], 0] + ((b[i[1]] - a[i[0], 0]) * i[2] / 4))),
        Two("linspace (open)", (a, b) => Ops.Linspace(a, b, 4, endpoint: false), [2], [2], (a, b) =>
            Nd.Of([4, 2], i => a[i[1]] + ((b[i[1]] - a[i[1]]) * i[0] / 4))),
    ];

    private static OpRow Choices() => new(
        "select",
        x => Ops.Select([x[0], x[1]], [x[2], x[3]], 7),
        [Whole([3, 4], 0, 2, DType.Bool), Whole([4], 0, 2, DType.Bool), new OpInput([3, 4]), new OpInput([3, 1])],
        x => Nd.Of([3, 4], i => x[0][i] != 0 ? x[2][i] : x[1][i[1]] != 0 ? x[3][i[0], 0] : 7));
}
