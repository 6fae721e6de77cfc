using Sharpkeras.Tests.Support;
using Reference = Sharpkeras.Tests.Kernels.Reference;

namespace Sharpkeras.Tests.Operations;

/// <summary>Functions of each element.</summary>
internal static partial class OpTable
{
    private static IEnumerable<OpRow> Unary() =>
    [
        One("negative", Ops.Negative, x => -x),
        One("abs", Ops.Abs, Math.Abs, kinks: [0]),
        One("sign", Ops.Sign, x => Math.Sign(x), kinks: [0]),
        One("square", Ops.Square, x => x * x),
        One("relu", Ops.Relu, x => Math.Max(x, 0), kinks: [0]),
        One("relu6", Ops.Relu6, x => Math.Min(Math.Max(x, 0), 6), -3, 9, [0, 6]),
        One("exp", Ops.Exp, Math.Exp, -4, 3),
        One("expm1", Ops.Expm1, Reference.Expm1),
        One("log", Ops.Log, Math.Log, 0.1, 9),
        One("log1p", Ops.Log1p, Reference.Log1p, -0.8, 5),
        One("log2", Ops.Log2, Math.Log2, 0.1, 9),
        One("log10", Ops.Log10, Math.Log10, 0.1, 9),
        One("sqrt", Ops.Sqrt, Math.Sqrt, 0.1, 9),
        One("rsqrt", Ops.Rsqrt, x => 1 / Math.Sqrt(x), 0.1, 9),
        One("reciprocal", Ops.Reciprocal, x => 1 / x, 0.2, 9),
        One("sin", Ops.Sin, Math.Sin, -9, 9),
        One("cos", Ops.Cos, Math.Cos, -9, 9),
        One("sinh", Ops.Sinh, Math.Sinh),
        One("cosh", Ops.Cosh, Math.Cosh),
        One("tanh", Ops.Tanh, Math.Tanh),
        One("arctan", Ops.Arctan, Math.Atan, -9, 9),
        One("sigmoid", Ops.Sigmoid, x => 1 / (1 + Math.Exp(-x)), -9, 9),
        One("softplus", Ops.Softplus, x => Math.Max(x, 0) + Reference.Log1p(Math.Exp(-Math.Abs(x))), -9, 9),
        One("softsign", Ops.Softsign, x => x / (1 + Math.Abs(x)), kinks: [0]),
        One("silu", Ops.Silu, x => x / (1 + Math.Exp(-x)), -9, 9),
        One("elu", Ops.Elu, x => x > 0 ? x : Reference.Expm1(x), kinks: [0]),
        One("erf", Ops.Erf, Reference.Erf),
        One("gelu", Ops.Gelu, x => 0.5 * x * (1 + Reference.Erf(x / Math.Sqrt(2)))),
        One("gelu (approximate)", x => x.Gelu(approximate: true),
            x => 0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x))))),
        One("floor", Ops.Floor, Math.Floor, -4, 4, [-4, -3, -2, -1, 0, 1, 2, 3, 4]),
        One("ceil", Ops.Ceil, Math.Ceiling, -4, 4, [-4, -3, -2, -1, 0, 1, 2, 3, 4]),
        One("round", Ops.Round, x => Math.Round(x, MidpointRounding.ToEven), -3, 3, [-2.5, -1.5, -0.5, 0.5, 1.5, 2.5]),
        One("clip", x => x.Clip(-0.5, 0.7), x => Math.Min(Math.Max(x, -0.5), 0.7), kinks: [-0.5, 0.7]),
        One("threshold", x => x.Threshold(0.2, -1), x => x > 0.2 ? x : -1, kinks: [0.2]),
    ];

    private static IEnumerable<OpRow> Binary() =>
    [
        .. Shapes("add", Ops.Add, (a, b) => a + b),
        .. Shapes("subtract", Ops.Subtract, (a, b) => a - b),
        .. Shapes("multiply", Ops.Multiply, (a, b) => a * b),
        .. Shapes("divide", Ops.Divide, (a, b) => a / b, 0.5, 3),
        .. Shapes("maximum", Ops.Maximum, Math.Max),
        .. Shapes("minimum", Ops.Minimum, Math.Min),
        .. Shapes("squared_difference", Ops.SquaredDifference, (a, b) => (a - b) * (a - b)),
        .. Shapes("power", Ops.Power, Math.Pow, 0.2, 3),
        Two("mod", Ops.Mod, new OpInput(Odd, 3.1, 3.9), new OpInput(Odd, 1.1, 1.4), (a, b) => a - (b * Math.Floor(a / b))),
        Two("mod", Ops.Mod, new OpInput(Odd, 3.1, 3.9), new OpInput(Odd, -1.4, -1.1), (a, b) => a - (b * Math.Floor(a / b))),
        Two("floor_divide", Ops.FloorDivide, new OpInput(Odd, -3.9, -3.1), new OpInput(Odd, 1.1, 1.4), (a, b) => Math.Floor(a / b)),
        Two(
            "sigmoid_cross_entropy_with_logits",
            Ops.SigmoidCrossEntropyWithLogits,
            new OpInput(Odd, 0, 1),
            new OpInput(Odd, -9, 9) { Kinks = [0] },
            (z, x) => Math.Max(x, 0) - (x * z) + Reference.Log1p(Math.Exp(-Math.Abs(x)))),
        Two(
            "binary_crossentropy",
            (a, b) => Ops.BinaryCrossentropy(a, b),
            new OpInput(Odd, 0, 1),
            new OpInput(Odd, 0.05, 0.95),
            (t, p) => -(t * Math.Log(p)) - ((1 - t) * Math.Log(1 - p))),
    ];

    /// <summary>Small whole numbers, so that equal pairs occur.</summary>
    private static IEnumerable<OpRow> Comparisons() =>
    [
        Compare("equal", Ops.Equal, (a, b) => a == b),
        Compare("not_equal", Ops.NotEqual, (a, b) => a != b),
        Compare("less", Ops.Less, (a, b) => a < b),
        Compare("less_equal", Ops.LessEqual, (a, b) => a <= b),
        Compare("greater", Ops.Greater, (a, b) => a > b),
        Compare("greater_equal", Ops.GreaterEqual, (a, b) => a >= b),
        Logic("logical_and", Ops.LogicalAnd, (a, b) => a * b),
        Logic("logical_or", Ops.LogicalOr, Math.Max),
        new("logical_not", x => x[0].LogicalNot(), [Whole(Odd, 0, 2, DType.Bool)], x => Map(x[0], a => 1 - a)) { HasGradient = false },
    ];

    private static OpRow One(
        string name, Func<Tensor, Tensor> function, Func<double, double> reference,
        double low = -2, double high = 2, double[]? kinks = null) =>
        new(name, x => function(x[0]), [new OpInput(Odd, low, high) { Kinks = kinks ?? [] }], x => Map(x[0], reference));

    private static OpRow Two(
        string name, Func<Tensor, Tensor, Tensor> function, OpInput a, OpInput b, Func<double, double, double> reference)
    {
        Shape shape = Diagnostics.Check.Broadcast(a.Shape, b.Shape, name);
        return new OpRow(name, x => function(x[0], x[1]), [a, b], x => Zip(x[0], x[1], shape, reference));
    }

    /// <summary>An operation with equal shapes, and with each way to broadcast.</summary>
    private static IEnumerable<OpRow> Shapes(
        string name, Func<Tensor, Tensor, Tensor> function, Func<double, double, double> reference, double low = -2, double high = 2)
    {
        (Shape A, Shape B)[] pairs =
        [
            (Odd, Odd), ([2, 3, 4], [4]), ([2, 3, 4], [3, 1]), ([5], [2, 3, 5]),
            ([2, 1, 4], [1, 3, 1]), (Shape.Scalar, [3, 2]), ([7, 1], [1]),
        ];
        return pairs.Select(pair => Two(name, function, new OpInput(pair.A, low, high), new OpInput(pair.B, low, high), reference));
    }

    private static OpRow Compare(string name, Func<Tensor, Tensor, Tensor> function, Func<double, double, bool> reference) =>
        new(
            name,
            x => function(x[0], x[1]),
            [Whole(Odd, -2, 3, DType.Float32), Whole([37], -2, 3, DType.Float32)],
            x => Zip(x[0], x[1], Odd, (a, b) => reference(a, b) ? 1 : 0))
        { HasGradient = false };

    private static OpRow Logic(string name, Func<Tensor, Tensor, Tensor> function, Func<double, double, double> reference) =>
        new(
            name,
            x => function(x[0], x[1]),
            [Whole(Odd, 0, 2, DType.Bool), Whole(Odd, 0, 2, DType.Bool)],
            x => Zip(x[0], x[1], Odd, reference))
        { HasGradient = false };
}
