using Sharpkeras.Diagnostics;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Operations;

/// <summary>What the operations on order, structure and matrices say to arguments that do not fit.</summary>
[Category("Kernels")]
public sealed class StructureArgumentTests
{
    private static readonly Tensor[] Several = [];

    private static IEnumerable<TestCaseData> Cases() =>
    [
        Case("sort", () => Ops.Zeros([2]).Sort(1), typeof(ArgumentOutOfRangeException), "sort", "axis 1"),
        Case("argsort of a scalar", () => Ops.Zeros([]).ArgSort(), typeof(ArgumentOutOfRangeException), "argsort"),
        Case("top_k", () => Ops.Zeros([2, 3]).TopK(4).Values, typeof(ArgumentOutOfRangeException), "top_k", "[0, 3]", "4"),
        Case("top_k negative", () => Ops.Zeros([3]).TopK(-1).Values, typeof(ArgumentOutOfRangeException), "top_k", "-1"),
        Case("cumsum", () => Ops.Zeros([2]).Cumsum(2), typeof(ArgumentOutOfRangeException), "cumsum"),
        Case("cumprod to bool", () => Ops.Zeros([2]).Cumprod(0, DType.Bool), typeof(DTypeException), "cumprod", "bool"),
        Case("take from before the beginning", () => Ops.Zeros([3]).Take(new[] { -4 }), typeof(ArgumentException), "[-3, 2]", "-4"),
        Case("take_along_axis rank", () => Ops.Zeros([2, 3]).TakeAlongAxis(new[] { 0 }, 1), typeof(ShapeException), "take_along_axis", "[1]"),
        Case("take_along_axis outside", () => Ops.Zeros([3]).TakeAlongAxis(new[] { 3 }, 0), typeof(ArgumentException), "[-3, 2]"),
        Case("take_along_axis shapes", () => Ops.Zeros([2, 3]).TakeAlongAxis(Ops.Zeros([4, 1], DType.Int32), 1), typeof(ShapeException), "broadcast"),
        Case("einsum terms", () => Ops.Einsum("ij->i", Ops.Zeros([1, 1]), Ops.Zeros([1])), typeof(ArgumentException), "einsum", "2 operands", "ij->i"),
        Case("einsum of nothing", () => Ops.Einsum("->", Several), typeof(ArgumentException), "at least one"),
        Case("einsum rank", () => Ops.Einsum("ij->i", Ops.Zeros([2])), typeof(ShapeException), "'ij'", "[2]"),
        Case("einsum letters", () => Ops.Einsum("i1->i", Ops.Zeros([2, 2])), typeof(ArgumentException), "letters"),
        Case("einsum lengths", () => Ops.Einsum("ij,jk->ik", Ops.Zeros([2, 3]), Ops.Zeros([4, 2])), typeof(ShapeException), "3 and 4", "'j'"),
        Case("einsum broadcast", () => Ops.Einsum("...i,...i->...", Ops.Zeros([2, 3]), Ops.Zeros([3, 3])), typeof(ShapeException), "ellipsis"),
        Case("einsum diagonal", () => Ops.Einsum("ii->i", Ops.Zeros([2, 3])), typeof(ShapeException), "diagonal"),
        Case("einsum result", () => Ops.Einsum("ij->k", Ops.Zeros([2, 3])), typeof(ArgumentException), "'k'"),
        Case("einsum result twice", () => Ops.Einsum("ij->ii", Ops.Zeros([2, 3])), typeof(ArgumentException), "once"),
        Case("einsum hidden ellipsis", () => Ops.Einsum("...i->i", Ops.Zeros([2, 3])), typeof(ArgumentException), "ellipsis"),
        Case("einsum types", () => Ops.Einsum("i,i->", Ops.Zeros([2]), Ops.Zeros([2], DType.Float64)), typeof(DTypeException), "einsum"),
        Case("pad reflect", () => Ops.Zeros([2]).Pad([(2, 0)], PadMode.Reflect), typeof(ArgumentException), "at most 1", "Reflect"),
        Case("pad symmetric", () => Ops.Zeros([2]).Pad([(0, 3)], PadMode.Symmetric), typeof(ArgumentException), "at most 2"),
        Case("pad edge of nothing", () => Ops.Zeros([0]).Pad([(1, 0)], PadMode.Edge), typeof(ArgumentException), "at most 0"),
        Case("pad pairs", () => Ops.Zeros([2, 2]).Pad([(1, 0)], PadMode.Wrap), typeof(ShapeException), "pair"),
        Case("pad with two modes", () => Ops.Zeros([2]).Pad([(1, 0)], PadMode.Wrap, 3), typeof(ArgumentException), "constant", "3"),
        Case("roll", () => Ops.Zeros([2, 2]).Roll([1], [0, 1]), typeof(ArgumentException), "roll", "1 numbers and 2 axes"),
        Case("split", () => Ops.Zeros([5]).Split(2)[0], typeof(ArgumentException), "split", "divide", "2"),
        Case("split in none", () => Ops.Zeros([5]).Split(0)[0], typeof(ArgumentException), "split", "positive"),
        Case("unstack", () => Ops.Zeros([5]).Unstack(4)[0], typeof(ArgumentException), "unstack", "4"),
        Case("diagonal", () => Ops.Zeros([2, 2]).Diagonal(0, 1, -1), typeof(ArgumentException), "diagonal", "different"),
        Case("diag", () => Ops.Zeros([2, 2, 2]).Diag(), typeof(ShapeException), "diag"),
        Case("tril", () => Ops.Zeros([2]).Tril(), typeof(ShapeException), "tril", "[2]"),
        Case("tri", () => Ops.Tri(0), typeof(ArgumentOutOfRangeException), "tri"),
        Case("moveaxis", () => Ops.Zeros([2, 2]).MoveAxis([0], [0, 1]), typeof(ArgumentException), "moveaxis"),
        Case("rot90", () => Ops.Zeros([2, 2]).Rot90(1, [0, 0]), typeof(ArgumentException), "rot90", "[0, 0]"),
        Case("slice", () => Ops.Zeros([3]).Slice([2], [2]), typeof(ShapeException), "slice", "inside", "[2]"),
        Case("slice_update", () => Ops.Zeros([3]).SliceUpdate([-1], Ops.Zeros([1])), typeof(ShapeException), "slice_update", "[-1]"),
        Case("scatter_update shape", () => Ops.Zeros([3]).ScatterUpdate(Ops.Zeros([2, 1], DType.Int32), Ops.Zeros([3])),
            typeof(ShapeException), "scatter_update", "[2]", "[3]"),
        Case("scatter_update index", () => Ops.Zeros([3]).ScatterUpdate(Ops.Full([1, 1], 3, DType.Int32), Ops.Zeros([1])),
            typeof(ArgumentException), "[-3, 2]", "3 at place 0"),
        Case("gather_nd depth", () => Ops.Zeros([3]).GatherNd(Ops.Zeros([2], DType.Int32)), typeof(ShapeException), "gather_nd"),
        Case("segment ids", () => Ops.SegmentSum(Ops.Zeros([3]), new[] { 0, 1 }), typeof(ShapeException), "segment", "[2]"),
        Case("segment id", () => Ops.SegmentMax(Ops.Zeros([2]), new[] { 0, 2 }, 2), typeof(ArgumentException), "[0, 1]", "2 at place 1"),
        Case("select", () => Ops.Select([], []), typeof(ArgumentException), "select", "at least one"),
        Case("arange", () => Ops.Arange(0, 3, 0), typeof(ArgumentOutOfRangeException), "arange", "step"),
        Case("linspace", () => Ops.Linspace(0, 1, -1), typeof(ArgumentOutOfRangeException), "num", "-1"),
        Case("geomspace", () => Ops.Geomspace(-1, 1), typeof(ArgumentOutOfRangeException), "same sign"),
        Case("average", () => Ops.Zeros([2, 3]).Average([0], Ops.Zeros([3])), typeof(ShapeException), "average", "[3]"),
        Case("diff", () => Ops.Zeros([2]).Diff(-1), typeof(ArgumentOutOfRangeException)),
        Case("bincount negative", () => Ops.Bincount(new[] { 0, -1 }), typeof(ArgumentException), "bincount", "-1 at place 1"),
        Case("bincount rank", () => Ops.Bincount(Ops.Zeros([1, 1, 1], DType.Int32)), typeof(ShapeException), "bincount"),
        Case("histogram", () => Ops.Zeros([3]).Histogram(0).Counts, typeof(ArgumentOutOfRangeException), "histogram", "bins"),
        Case("histogram range", () => Ops.Zeros([3]).Histogram(2, (1, 0)).Counts, typeof(ArgumentException), "range"),
        Case("quantile", () => Ops.Zeros([3]).Quantile(1.5), typeof(ArgumentOutOfRangeException), "quantile", "1.5"),
        Case("quantile of nothing", () => Ops.Zeros([0]).Median(), typeof(ShapeException), "no values"),
        Case("searchsorted", () => Ops.SearchSorted(Ops.Zeros([2, 2]), Ops.Zeros([1])), typeof(ShapeException), "searchsorted", "vector"),
        Case("in_top_k", () => Ops.InTopK(new[] { 0 }, Ops.Zeros([2, 3]), 1), typeof(ShapeException), "in_top_k"),
        Case("normalize order", () => Ops.Zeros([2]).Normalize(order: 0), typeof(ArgumentOutOfRangeException), "order 0"),
        Case("normalize epsilon", () => Ops.Zeros([2]).Normalize(epsilon: double.NaN), typeof(ArgumentOutOfRangeException), "epsilon"),
        Case("l2_normalize", () => Ops.Zeros([2]).L2Normalize(epsilon: 0), typeof(ArgumentOutOfRangeException), "l2_normalize", "0"),
        Case("tensordot", () => Ops.Zeros([2]).TensorDot(Ops.Zeros([2])), typeof(ArgumentOutOfRangeException), "tensordot", "[0, 1]", "2"),
        Case("tensordot pairs", () => Ops.Zeros([2, 2]).TensorDot(Ops.Zeros([2]), ([0, 1], [0])), typeof(ArgumentException), "pairs"),
        Case("cross", () => Ops.Zeros([4]).Cross(Ops.Zeros([4])), typeof(ShapeException), "cross", "2 or 3"),
        Case("solve", () => Ops.Solve(Ops.Zeros([2, 3]), Ops.Zeros([2, 1])), typeof(ShapeException), "solve", "square"),
        Case("solve right side", () => Ops.Solve(Ops.Zeros([2, 2]), Ops.Zeros([3, 1])), typeof(ShapeException), "[2, 2] and [3, 1]"),
        Case("det of integers", () => Ops.Zeros([2, 2], DType.Int32).Det(), typeof(DTypeException), "int32"),
        Case("qr of a vector", () => Ops.Zeros([2]).Qr().Q, typeof(ShapeException), "qr"),
        Case("norm order", () => Ops.Zeros([2, 2]).Norm(3), typeof(ArgumentException), "norm", "3"),
        Case("norm axes", () => Ops.Zeros([2, 2, 2]).Norm(1), typeof(ArgumentException), "3 axes"),
        Case("norm name", () => Ops.Zeros([2, 2]).Norm("frog"), typeof(ArgumentException), "frog"),
        Case("norm nuc", () => Ops.Zeros([2]).Norm("nuc"), typeof(ArgumentException), "1 axes"),
        Case("svd", () => Ops.Zeros([2]).Svd().S, typeof(ShapeException), "svd"),
        Case("eigh", () => Ops.Zeros([2, 3]).Eigh().Values, typeof(ShapeException), "eigh", "square"),
        Case("scan", () => Ops.Scan((a, b) => (a, b), Ops.Zeros([]), Ops.Zeros([0])).Ys, typeof(ShapeException), "scan"),
        Case("array_split", () => Ops.Zeros([2]).ArraySplit(0)[0], typeof(ArgumentOutOfRangeException), "array_split"),
    ];

    [TestCaseSource(nameof(Cases))]
    [NoLeak]
    public void Refused(Func<Tensor> action, Type exception, string[] words)
    {
        using var scope = new TensorScope();
        Exception? thrown = Assert.Catch(() => action());
        Assert.That(thrown, Is.InstanceOf(exception));
        foreach (string word in words)
        {
            Assert.That(thrown!.Message, Does.Contain(word));
        }
    }

    private static TestCaseData Case(string name, Func<Tensor> action, Type exception, params string[] words) =>
        new TestCaseData(action, exception, words).SetArgDisplayNames(name);
}
