using FsCheck;
using FsCheck.Fluent;
using Sharpkeras.Tests.Operations;

namespace Sharpkeras.Tests.Properties;

/// <summary>Order, running folds, parts, and indices.</summary>
internal static partial class GradientTable
{
    private static readonly string[] Equations = ["ij,jk->ik", "ij,kj->ki", "ij,jk->", "ij,ik->ijk", "ii,ij->j", "ij,jk", "...i,i...->..."];

    private static IEnumerable<GradientRow> Structures() =>
    [
        .. Folds(), .. Parts(), .. Joins(), .. Scatters(),
        OverAxis("Sort(x, axis)", (x, axis) => x.Sort(axis)),
        new("TopK(x, k, sorted)",
            from shape in WithAxes
            from k in Gen.Choose(0, shape[^1])
            select new Trial($"k {k}", x => x[0].TopK(k).Values, Floats(shape))),
        OverAxis("Cumsum(x, axis, dtype)", (x, axis) => x.Cumsum(axis)),
        OverAxis("Cumprod(x, axis, dtype)", (x, axis) => x.Cumprod(axis)),
        OverAxis("NanCumsum(x, axis, dtype)", (x, axis) => x.NanCumsum(axis)),
        OverAxis("NanCumprod(x, axis, dtype)", (x, axis) => x.NanCumprod(axis)),
        new("Einsum(subscripts, operands)",
            from equation in Gen.Elements(Equations)
            from n in Shapes.Size
            from m in Gen.Choose(0, 3)
            select new Trial(equation, x => Ops.Einsum(equation, x), equation switch
            {
                "ij,ik->ijk" => [Floats([n, m]), Floats([n, 2])],
                "ii,ij->j" => [Floats([m, m]), Floats([m, n])],
                "ij,kj->ki" => [Floats([n, m]), Floats([3, m])],
                "...i,i...->..." => [Floats([n, m]), Floats([m, 1])],
                _ => [Floats([n, m]), Floats([m, 3])],
            })),
        new("TakeAlongAxis(x, indices, axis)",
            from shape in Shapes.Of(Shapes.Some, 1, 3)
            from axis in Shapes.Axis(shape)
            from picks in Shapes.Size
            let place = axis < 0 ? axis + shape.Rank : axis
            select new Trial($"axis {axis}", x => x[0].TakeAlongAxis(x[1], axis), Floats(shape), Whole(shape.With(place, picks), shape[place]))),
        AlongAxis("AssociativeScan(f, elems, reverse, axis)", (x, axis) => Ops.AssociativeScan(Ops.Multiply, x, true, axis)),
        new("Scan(f, init, xs, reverse)",
            from count in Shapes.Some
            from reverse in Shapes.Flag
            select new Trial($"reverse {reverse}", x => Ops.Scan((c, e) => (c + e, c * e), x[0], x[1], reverse).Ys, Floats([2]), Floats([count, 2]))),
        new("VectorizedMap(function, elements)", Shapes.Of(Shapes.Some, 1, 3).Select(shape =>
            new Trial("", x => Ops.VectorizedMap(entry => entry.Square(), x[0]), Floats(shape)))),
    ];

    private static IEnumerable<GradientRow> Folds() =>
    [
        OverAxes("Amax", Shapes.NonEmpty, (x, axes, keep) => x.Amax(axes, keep)),
        OverAxes("Amin", Shapes.NonEmpty, (x, axes, keep) => x.Amin(axes, keep)),
        OverAxes("Ptp", Several, (x, axes, keep) => x.Ptp(axes, keep)),
        OverAxes("Median", Shapes.NonEmpty, (x, axes, keep) => x.Median(axes, keep)),
        Shares("Quantile(x, q, axes, method, keepDims)", (x, q, axes, method) => x.Quantile(q, axes, method)),
        Shares("Quantile(x, shares, axes, method, keepDims)", (x, q, axes, method) => x.Quantile([0.1, q], axes, method, keepDims: true)),
        Shares("Percentile(x, q, axes, method, keepDims)", (x, q, axes, method) => x.Percentile(100 * q, axes, method)),
        new("Average(x, axes, weights)",
            from shape in Shapes.NonEmpty
            from axes in Shapes.Axes(shape)
            select new Trial($"axes {Shapes.Text(axes)}", x => x[0].Average(axes, x[1]), Floats(shape), new OpInput(shape, 0.5, 2))),
        new("Moments(x, axes, keepDims)",
            from shape in Shapes.NonEmpty
            from axes in Shapes.Axes(shape)
            from second in Shapes.Flag
            let some = axes ?? [.. Enumerable.Range(0, shape.Rank)]
            select new Trial(
                $"axes {Shapes.Text(axes)}", x => second ? x[0].Moments(some).Variance : x[0].Moments(some, keepDims: true).Mean, Floats(shape))),
        AlongAxis("Diff(x, n, axis)", (x, axis) => x.Diff(2, axis)),
        AlongAxis("Trapezoid(y, x, dx, axis)", (x, axis) => Ops.Trapezoid(x, x.Square(), axis: axis)),
        Lengths("Normalize(x, axis, order, epsilon)", (x, axis) => x.Normalize(axis, order: 3)),
        Lengths("Normalize(x, axes, order, epsilon)", (x, axis) => x.Normalize([axis])),
        Lengths("L2Normalize(x, axis, epsilon)", (x, axis) => x.L2Normalize(axis)),
        Lengths("L2Normalize(x, axes, epsilon)", (x, axis) => x.L2Normalize([axis])),
        Lengths("Norm(x, ord, axis, keepDims)", (x, axis) => x.Norm(1.5, [axis])),
        Lengths("Norm(x, name, axis, keepDims)", (x, axis) => x.Norm("fro", [axis], keepDims: true)),
        Lengths("RmsNormalization(x, scale, axes, epsilon)", (x, axis) => x.RmsNormalization(x, [axis], 0.1)),
        Lengths("LayerNormalization(x, gamma, beta, axes, epsilon)", (x, axis) => x.LayerNormalization(x.Square(), x, [axis], 0.1)),
        Lengths("BatchNormalization(x, mean, variance, axis, offset, scale, epsilon)", (x, axis) =>
        {
            Tensor row = x.MoveAxis(axis, 0).Reshape([x.Shape[axis], -1]).Sum(1);
            return x.BatchNormalization(row, row.Square(), axis, row, row, 0.1);
        }),
    ];

    private static IEnumerable<GradientRow> Parts() =>
    [
        AlongAxis("Roll(x, shift, axis)", (x, axis) => x.Roll(-2, axis)),
        AlongAxis("Roll(x, shifts, axes)", (x, axis) => x.Roll([1, 3], [axis, 0])),
        AlongAxis("Flip(x, axes)", (x, axis) => x.Flip([axis])),
        AlongAxis("Split(x, sections, axis)", (x, axis) => x.Split(1, axis)[0] * 1),
        AlongAxis("Split(x, indices, axis)", (x, axis) => x.Split([1, 2], axis)[2]),
        AlongAxis("ArraySplit(x, sections, axis)", (x, axis) => x.ArraySplit(3, axis)[0]),
        AlongAxis("MoveAxis(x, source, destination)", (x, axis) => x.MoveAxis(axis, 0)),
        AlongAxis("MoveAxis(x, sources, destinations)", (x, axis) => x.MoveAxis([axis], [-1])),
        AlongAxis("SwapAxes(x, axis1, axis2)", (x, axis) => x.SwapAxes(axis, 0)),
        new("Unstack(x, num, axis)",
            from shape in Shapes.Of(Shapes.Some, 1, 4)
            from axis in Shapes.Axis(shape)
            select new Trial($"axis {axis}", x => x[0].Unstack(null, axis)[^1] * 1, Floats(shape))),
        new("Pad(x, padding, mode, value)",
            from shape in Shapes.Of(Gen.Elements(3, 4), 1, 2)
            from sides in Gen.Choose(0, 2).ArrayOf(2 * shape.Rank)
            from mode in Gen.Elements(Enum.GetValues<PadMode>())
            select new Trial($"{Shapes.Text(sides)}, {mode}", x => x[0].Pad(Pairs(sides), mode), Floats(shape))),
        Plane("Diagonal(x, offset, axis1, axis2)", (x, k) => x.Diagonal(k, -1, 0)),
        Plane("Trace(x, offset, axis1, axis2)", (x, k) => x.Trace(k)),
        Plane("Tril(x, k)", (x, k) => x.Tril(k)),
        Plane("Triu(x, k)", (x, k) => x.Triu(k)),
        Plane("Rot90(x, k, axes)", (x, k) => x.Rot90(k)),
        Plane("Diagflat(x, k)", (x, k) => x.Diagflat(k)),
        Plane("Diag(x, k)", (x, k) => x.Ravel().Diag(k)),
        Plane("HSplit(x, sections)", (x, _) => x.HSplit(1)[0]),
        Plane("VSplit(x, sections)", (x, _) => x.VSplit(1)[0] * 1),
        Plane("DSplit(x, sections)", (x, _) => x.ExpandDims(-1).DSplit(1)[0]),
        Plane("Fliplr(x)", (x, _) => x.Fliplr()),
        Plane("Flipud(x)", (x, _) => x.Flipud()),
        Plane("Slice(x, startIndices, shape)", (x, _) => x.Slice([0, 0], [x.Shape[0] / 2, x.Shape[1]])),
        new("SliceUpdate(x, startIndices, updates)",
            from n in Shapes.Some
            select new Trial("", x => x[0].SliceUpdate([0, 1], x[1]), Floats([n, 4]), Floats([n, 2]))),
        new("Vander(x, n, increasing)",
            from length in Shapes.Size
            from count in Gen.Choose(0, 4)
            from rising in Shapes.Flag
            select new Trial($"{count} powers, rising {rising}", x => x[0].Vander(count, rising), Floats([length]))),
        new("Linspace(start, stop, num, endpoint, axis)",
            from pair in Shapes.Pair.Where(pair => Math.Max(pair.A.Rank, pair.B.Rank) < 4)
            from num in Gen.Choose(0, 3)
            from endpoint in Shapes.Flag
            select new Trial($"{num} numbers, endpoint {endpoint}", x => Ops.Linspace(x[0], x[1], num, endpoint), Floats(pair.A), Floats(pair.B))),
    ];

    private static IEnumerable<GradientRow> Joins() =>
    [
        Pair("Append(a, b, axis)", n => ([n, 2], [1, 2]), (a, b) => a.Append(b, 0)),
        Pair("HStack(tensors)", n => ([n, 2], [n, 1]), (a, b) => Ops.HStack([a, b])),
        Pair("VStack(tensors)", n => ([n, 2], [2]), (a, b) => Ops.VStack([a, b])),
        Pair("DStack(tensors)", n => ([n, 2], [n, 2]), (a, b) => Ops.DStack([a, b])),
        Pair("Meshgrid(x, indexing)", n => ([n], [3]), (a, b) => Ops.Meshgrid([a, b])[0] * Ops.Meshgrid([a, b])[1]),
        Pair("Select(conditions, choices, defaultValue)", n => ([n, 2], [2]), (a, b) =>
            Ops.Select([Below(a), Below(b)], [a * 2, b * 3], 1)) with { Note = "" },
        Pair("TensorDot(a, b, axes)", n => ([2, n], [n, 3]), (a, b) => a.TensorDot(b, 1)),
        Pair("TensorDot(a, b, pairs)", n => ([2, n], [3, n]), (a, b) => a.TensorDot(b, ([-1], [1]))),
        Pair("Dot(a, b)", n => ([2, n], [n, 3]), Ops.Dot),
        Pair("Inner(a, b)", n => ([2, n], [3, n]), Ops.Inner),
        Pair("VDot(a, b)", n => ([2, n], [n, 2]), Ops.VDot),
        Pair("Outer(a, b)", n => ([n], [2, 2]), Ops.Outer),
        Pair("Kron(a, b)", n => ([n, 2], [2, 1]), Ops.Kron),
        Pair("Cross(a, b, axisA, axisB, axisC, axis)", n => ([n, 3], [1, 2]), (a, b) => a.Cross(b)),
    ];

    private static IEnumerable<GradientRow> Scatters() =>
    [
        Indices("Gather(x, indices, axis)", (x, at, _) => x.Gather(at)),
        Indices("GatherNd(x, indices)", (x, at, _) => x.GatherNd(at.ExpandDims(-1))),
        Indices("Scatter(indices, values, shape)", (_, at, updates) => Ops.Scatter(at.ExpandDims(-1), updates, [3, 2]), readsFirst: false),
        Indices("ScatterUpdate(x, indices, updates, reduction)", (x, at, updates) =>
            Enum.GetValues<ScatterReduction>().Aggregate(x.ScatterUpdate(at.ExpandDims(-1), updates), (sum, reduction) =>
                sum + x.ScatterUpdate(at.ExpandDims(-1), updates, reduction))),
        Indices("Bincount(x, weights, minLength)", (_, at, updates) => at.Bincount(updates.Sum(1), 3), readsFirst: false),
        Indices("SegmentSum(data, segmentIds, numSegments, sorted)", (_, at, data) => Ops.SegmentSum(data, at, 3), readsFirst: false),
        Indices("SegmentProd(data, segmentIds, numSegments, sorted)", (_, at, data) => Ops.SegmentProd(data, at, 3), readsFirst: false),
        Indices("SegmentMax(data, segmentIds, numSegments, sorted)", (_, at, data) => Filled(Ops.SegmentMax(data, at, 3)), readsFirst: false),
        Indices("SegmentMin(data, segmentIds, numSegments, sorted)", (_, at, data) => Filled(Ops.SegmentMin(data, at, 3)), readsFirst: false),
    ];

    /// <summary>0 where a segment has no entry, since differences of huge numbers tell nothing.</summary>
    private static Tensor Filled(Tensor x) => Ops.Where(x.Abs() > 100, x * 0, x);

    private static Tensor Below(Tensor x) => Ops.Less(Ops.StopGradient(x), Ops.ZerosLike(x));

    private static GradientRow OverAxis(string method, Func<Tensor, int?, Tensor> function) => new(
        method,
        from shape in WithAxes
        from axis in Shapes.AxisOrNull(shape)
        select new Trial($"axis {axis}", x => function(x[0], axis), Floats(shape)));

    private static GradientRow Shares(string method, Func<Tensor, double, int[]?, QuantileMethod, Tensor> function) => new(
        method,
        from shape in Shapes.NonEmpty
        from axes in Shapes.Axes(shape)
        from q in Gen.Elements(0, 0.37, 1)
        from kind in Gen.Elements(Enum.GetValues<QuantileMethod>())
        select new Trial($"q {q}, axes {Shapes.Text(axes)}, {kind}", x => function(x[0], q, axes, kind), Floats(shape)));

    /// <summary>Lengths of vectors, which have a kink where a number is 0.</summary>
    private static GradientRow Lengths(string method, Func<Tensor, int, Tensor> function) => new(
        method,
        from shape in Shapes.Of(Shapes.Some, 1, 3)
        from axis in Gen.Choose(0, shape.Rank - 1)
        select new Trial($"axis {axis}", x => function(x[0], axis), new OpInput(shape, 0.3, 2)));

    private static GradientRow Plane(string method, Func<Tensor, int, Tensor> function) => new(
        method,
        from n in Shapes.Size
        from m in Shapes.Some
        from k in Gen.Choose(-2, 2)
        select new Trial($"{k}", x => function(x[0], k), Floats([Math.Min(n, 5), Math.Min(m, 5)])));

    private static GradientRow Pair(string method, Func<int, (Shape A, Shape B)> shapes, Func<Tensor, Tensor, Tensor> function) => new(
        method,
        from n in Shapes.Size
        let pair = shapes(n)
        select new Trial("", x => function(x[0], x[1]), new OpInput(pair.A) { Kinks = [0] }, new OpInput(pair.B) { Kinks = [0] }));

    private static GradientRow Indices(string method, Func<Tensor, Tensor, Tensor, Tensor> function, bool readsFirst = true) => new(
        method,
        from count in Shapes.Size
        select new Trial(
            readsFirst ? "" : "of the values only",
            x => function(x[0], x[1], x[2]) + (x[0].Sum() * x[2].Sum()),
            new OpInput([3, 2]),
            Whole([count], 3),
            new OpInput([count, 2])));
}
