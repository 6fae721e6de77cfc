using FsCheck;
using FsCheck.Fluent;

namespace Sharpkeras.Tests.Properties;

/// <summary>Reductions, and functions along an axis.</summary>
internal static partial class GradientTable
{
    private static IEnumerable<GradientRow> Reductions() =>
    [
        OverAxes("Sum", Shapes.Any, (x, axes, keep) => x.Sum(axes, keep)),
        OverAxis("Sum", Shapes.Any, (x, axis, keep) => x.Sum(axis, keep)),
        OverAxes("Mean", Shapes.NonEmpty, (x, axes, keep) => x.Mean(axes, keep)),
        OverAxis("Mean", Shapes.NonEmpty, (x, axis, keep) => x.Mean(axis, keep)),
        Extreme("Max", (x, axes, keep, initial) => x.Max(axes, keep, initial)),
        OverAxis("Max", Shapes.NonEmpty, (x, axis, keep) => x.Max(axis, keep)),
        Extreme("Min", (x, axes, keep, initial) => x.Min(axes, keep, initial)),
        OverAxis("Min", Shapes.NonEmpty, (x, axis, keep) => x.Min(axis, keep)),
        OverAxes("Prod", Shapes.Any, (x, axes, keep) => x.Prod(axes, keep)),
        OverAxis("Prod", Shapes.Any, (x, axis, keep) => x.Prod(axis, keep)),
        OverAxes("Var", Shapes.NonEmpty, (x, axes, keep) => x.Var(axes, keep)),
        OverAxes("Std", Several, (x, axes, keep) => x.Std(axes, keep)),
        OverAxes("NanSum", Shapes.Any, (x, axes, keep) => x.NanSum(axes, keep)),
        OverAxes("NanProd", Shapes.Any, (x, axes, keep) => x.NanProd(axes, keep)),
        OverAxes("NanMax", Shapes.NonEmpty, (x, axes, keep) => x.NanMax(axes, keep)),
        OverAxes("NanMin", Shapes.NonEmpty, (x, axes, keep) => x.NanMin(axes, keep)),
        OverAxes("NanMean", Shapes.NonEmpty, (x, axes, keep) => x.NanMean(axes, keep)),
        OverAxes("NanVar", Shapes.NonEmpty, (x, axes, keep) => x.NanVar(axes, keep)),
        OverAxes("NanStd", Several, (x, axes, keep) => x.NanStd(axes, keep)),
        OverAxes("Logsumexp", Shapes.NonEmpty, (x, axes, keep) => x.Logsumexp(axes, keep)),
        AlongAxis("Softmax(x, axis)", (x, axis) => x.Softmax(axis)),
        AlongAxis("LogSoftmax(x, axis)", (x, axis) => x.LogSoftmax(axis)),
    ];

    /// <summary>Two or more values along each axis: the root's derivative at 0 is infinite.</summary>
    private static Gen<Shape> Several => Shapes.Of(Gen.Elements(2, 3, 5), 1, 3);

    private static GradientRow OverAxes(string name, Gen<Shape> shapes, Func<Tensor, int[]?, bool, Tensor> function) => new(
        $"{name}(x, axes, keepDims)",
        from shape in shapes
        from axes in Shapes.Axes(shape)
        from keep in Shapes.Flag
        select new Trial($"axes {Shapes.Text(axes)}, keepDims {keep}", x => function(x[0], axes, keep), Floats(shape)));

    private static GradientRow Extreme(string name, Func<Tensor, int[]?, bool, double?, Tensor> function) => new(
        $"{name}(x, axes, keepDims, initial)",
        from shape in Shapes.NonEmpty
        from axes in Shapes.Axes(shape)
        from keep in Shapes.Flag
        from initial in Gen.Elements<double?>(null, 0.1)
        select new Trial($"axes {Shapes.Text(axes)}, keepDims {keep}, initial {initial}", x => function(x[0], axes, keep, initial), Floats(shape))
        { KinksInside = initial != null });

    private static GradientRow OverAxis(string name, Gen<Shape> shapes, Func<Tensor, int, bool, Tensor> function) => new(
        $"{name}(x, axis, keepDims)",
        from shape in shapes.Where(shape => shape.Rank > 0)
        from axis in Shapes.Axis(shape)
        from keep in Shapes.Flag
        select new Trial($"axis {axis}, keepDims {keep}", x => function(x[0], axis, keep), Floats(shape)));

    private static GradientRow AlongAxis(string method, Func<Tensor, int, Tensor> function) => new(
        method,
        from shape in Shapes.Of(Shapes.Size, 1, 4)
        from axis in Shapes.Axis(shape)
        select new Trial($"axis {axis}", x => function(x[0], axis), Floats(shape)));
}
