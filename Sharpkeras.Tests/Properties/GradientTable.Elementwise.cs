using FsCheck.Fluent;

namespace Sharpkeras.Tests.Properties;

/// <summary>The numbers of elementwise operations.</summary>
internal static partial class GradientTable
{
    private static readonly double[] Integers = [-4, -3, -2, -1, 0, 1, 2, 3, 4];

    private static readonly double[] Halves = [-3.5, -2.5, -1.5, -0.5, 0.5, 1.5, 2.5, 3.5];

    private static readonly Range Positive = new(0.1, 4);

    /// <summary>Operations whose inputs are not any numbers of [−2, 2]: a range for all inputs, or one for each.</summary>
    private static readonly Dictionary<string, Range[]> Ranges = new()
    {
        ["Abs"] = [new(-2, 2, 0)],
        ["Arccos"] = [new(-0.9, 0.9)],
        ["Arccosh"] = [new(1.2, 4)],
        ["Arcsin"] = [new(-0.9, 0.9)],
        ["Arctan2"] = [new(0.2, 3), Usual],
        ["Arctanh"] = [new(-0.9, 0.9)],
        ["Cbrt"] = [new(0.2, 4)],
        ["Ceil"] = [new(-4, 4, Integers)],
        ["Divide"] = [Usual, new(0.5, 3)],
        ["Elu"] = [new(-2, 2, 0)],
        ["Erfinv"] = [new(-0.9, 0.9)],
        ["Fabs"] = [new(-2, 2, 0)],
        ["Floor"] = [new(-4, 4, Integers)],
        ["FloorDivide"] = [new(3.1, 3.9), new(1.4, 1.5)],
        ["FloorMod"] = [new(3.1, 3.9), new(1.4, 1.5)],
        ["HardSigmoid"] = [new(-5, 5, -3, 3)],
        ["HardSilu"] = [new(-5, 5, -3, 3)],
        ["HardSwish"] = [new(-5, 5, -3, 3)],
        ["HardTanh"] = [new(-2, 2, -1, 1)],
        ["Heaviside"] = [new(-2, 2, 0), Usual],
        ["Hypot"] = [new(0.2, 3), Usual],
        ["Log"] = [Positive],
        ["Log10"] = [Positive],
        ["Log1p"] = [new(-0.8, 4)],
        ["Log2"] = [Positive],
        ["Mod"] = [new(3.1, 3.9), new(1.4, 1.5)],
        ["Power"] = [new(0.2, 3), Usual],
        ["Reciprocal"] = [new(0.3, 4)],
        ["Relu"] = [new(-2, 2, 0)],
        ["Relu6"] = [new(-3, 9, 0, 6)],
        ["Round"] = [new(-4, 4, Halves)],
        ["Rsqrt"] = [new(0.3, 4)],
        ["Selu"] = [new(-2, 2, 0)],
        ["Sign"] = [new(-2, 2, 0)],
        ["Softsign"] = [new(-2, 2, 0)],
        ["SparsePlus"] = [new(-2, 2, -1, 1)],
        ["SparseSigmoid"] = [new(-2, 2, -1, 1)],
        ["Sqrt"] = [new(0.3, 4)],
        ["Tan"] = [new(-1.3, 1.3)],
        ["TrueDivide"] = [Usual, new(0.5, 3)],
        ["Trunc"] = [new(-4, 4, Integers)],
    };

    /// <summary>Elementwise operations with arguments.</summary>
    private static IEnumerable<GradientRow> Functions() =>
    [
        Each("Clip(x, min, max)", "-0.5 to 0.7", x => x.Clip(-0.5, 0.7), -0.5, 0.7),
        Each("Gelu(x, approximate)", "true", x => x.Gelu(approximate: true)),
        Each("Gelu(x, approximate)", "false", x => x.Gelu(approximate: false)),
        Each("Threshold(x, threshold, defaultValue)", "0.2, -1", x => x.Threshold(0.2, -1), 0.2),
    ];

    private static GradientRow Each(string method, string arguments, Func<Tensor, Tensor> function, params double[] kinks) => new(
        method,
        Shapes.Any.Select(shape => new Trial(arguments, x => function(x[0]), new Range(-2, 2, kinks).Input(shape))),
        arguments);

    private static IEnumerable<NoGradient> WithoutGradient() =>
    [
        .. Results(),
        .. Creations(),
        .. Bits(),
        .. StructuresWithout(),
        new("OneHot(indices, classes, dtype)", "the indices are integers", x => Ops.OneHot(x.Cast(DType.Int32), 3, DType.Float64)),
        new("StopGradient(x)", "that is what it is for", Ops.StopGradient),
    ];

    private static IEnumerable<NoGradient> Results() =>
    [
        new("ArgMax(x, axis, keepDims)", "the result is an index", x => x.ArgMax(0)),
        new("ArgMin(x, axis, keepDims)", "the result is an index", x => x.ArgMin(0)),
        new("NanArgMax(x, axis, keepDims)", "the result is an index", x => x.NanArgMax(0)),
        new("NanArgMin(x, axis, keepDims)", "the result is an index", x => x.NanArgMin(0)),
        new("Equal(a, b)", "the result is Boolean", x => Ops.Equal(x, x)),
        new("Greater(a, b)", "the result is Boolean", x => Ops.Greater(x, x)),
        new("GreaterEqual(a, b)", "the result is Boolean", x => Ops.GreaterEqual(x, x)),
        new("Less(a, b)", "the result is Boolean", x => Ops.Less(x, x)),
        new("LessEqual(a, b)", "the result is Boolean", x => Ops.LessEqual(x, x)),
        new("LogicalAnd(a, b)", "the result is Boolean", x => Ops.LogicalAnd(x > 0, x > 1)),
        new("LogicalNot(x)", "the result is Boolean", x => Ops.LogicalNot(x > 0)),
        new("Isclose(a, b, rtol, atol, equalNan)", "the result is Boolean", x => Ops.Isclose(x, x)),
        new("Isfinite(x)", "the result is Boolean", Ops.Isfinite),
        new("Isinf(x)", "the result is Boolean", Ops.Isinf),
        new("Isnan(x)", "the result is Boolean", Ops.Isnan),
        new("Isneginf(x)", "the result is Boolean", Ops.Isneginf),
        new("Isposinf(x)", "the result is Boolean", Ops.Isposinf),
        new("LogicalOr(a, b)", "the result is Boolean", x => Ops.LogicalOr(x > 0, x > 1)),
        new("LogicalXor(a, b)", "the result is Boolean", x => Ops.LogicalXor(x > 0, x > 1)),
        new("ZeroFraction(x, dtype)", "it counts", x => x.ZeroFraction()),
        new("NotEqual(a, b)", "the result is Boolean", x => Ops.NotEqual(x, x)),
    ];

    private static IEnumerable<NoGradient> Creations() =>
    [
        new("Arange(count, dtype)", "it takes no tensor"),
        new("Eye(rows, columns, dtype)", "it takes no tensor"),
        new("Full(shape, value, dtype)", "it takes no tensor"),
        new("Identity(n, dtype)", "it takes no tensor"),
        new("Ones(shape, dtype)", "it takes no tensor"),
        new("OnesLike(x)", "it reads the shape only", Ops.OnesLike),
        new("Zeros(shape, dtype)", "it takes no tensor"),
        new("ZerosLike(x)", "it reads the shape only", Ops.ZerosLike),
    ];
}
