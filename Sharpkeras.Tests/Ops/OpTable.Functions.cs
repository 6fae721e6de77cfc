using Sharpkeras.Tests.Support;
using Reference = Sharpkeras.Tests.Kernels.Reference;

namespace Sharpkeras.Tests.Operations;

/// <summary>Functions of each element, and of two, that are no activations.</summary>
internal static partial class OpTable
{
    private static IEnumerable<OpRow> Functions() =>
    [
        One("elementwise (own kernel)", x => x.Elementwise(new BentKernel(0.3)), x => x + (0.3 * (Math.Sqrt((x * x) + 1) - 1))),
        new(
            "elementwise (own kernel of two)",
            x => Ops.Elementwise<TimesSquareKernel>(x[0], x[1]),
            [new([3, 4]), new([4])],
            x => Zip(x[0], x[1], [3, 4], (a, b) => a * b * b)),
        One("arcsin", Ops.Arcsin, Math.Asin, -0.95, 0.95),
        One("arccos", Ops.Arccos, Math.Acos, -0.95, 0.95),
        One("arcsinh", Ops.Arcsinh, Math.Asinh, -9, 9),
        One("arcsinh (far)", Ops.Arcsinh, Math.Asinh, 2e8, 4e8),
        One("arccosh", Ops.Arccosh, Math.Acosh, 1.1, 9),
        One("arccosh (far)", Ops.Arccosh, Math.Acosh, 2e8, 4e8),
        One("arctanh", Ops.Arctanh, Math.Atanh, -0.95, 0.95),
        One("tan", Ops.Tan, Math.Tan, -1.4, 1.4),
        One("cbrt", Ops.Cbrt, Math.Cbrt, -9, 9, [0]),
        One("deg2rad", Ops.Deg2rad, x => x * Math.PI / 180, -400, 400),
        One("rad2deg", Ops.Rad2deg, x => x * 180 / Math.PI, -7, 7),
        One("exp2", Ops.Exp2, x => Math.Pow(2, x), -9, 5),
        One("erfinv", Ops.Erfinv, InverseErf, -0.9, 0.9),
        One("trunc", Ops.Trunc, Math.Truncate, -4, 4, [-4, -3, -2, -1, 0, 1, 2, 3, 4]),
        One("sinc", Ops.Sinc, x => Math.Sin(Math.PI * x) / (Math.PI * x), -4, 4, [0]),
        One("fabs", Ops.Fabs, Math.Abs, kinks: [0]),
        One("copy", Ops.Copy, x => x),
        One("conj", x => Ops.Conj(x) * 1, x => x),
        One("nan_to_num", x => x.NanToNum(), x => x),
        One("round (decimals)", x => x.Round(1), x => Math.Round(x * 10, MidpointRounding.ToEven) / 10, -0.94, 0.94, [.. Halves()]),
        .. Shapes("hypot", Ops.Hypot, (a, b) => Math.Sqrt((a * a) + (b * b)), 0.2, 3),
        .. Shapes("arctan2", Ops.Arctan2, Math.Atan2, -3, -0.2),
        Two("arctan2", Ops.Arctan2, new OpInput(Odd, -3, 3) { Kinks = [0] }, new OpInput(Odd, -3, 3) { Kinks = [0] }, Math.Atan2),
        .. Shapes("logaddexp", Ops.Logaddexp, (a, b) => Math.Log(Math.Exp(a) + Math.Exp(b))),
        .. Shapes("logaddexp2", Ops.Logaddexp2, (a, b) => Math.Log2(Math.Pow(2, a) + Math.Pow(2, b))),
        .. Shapes("fmax", Ops.Fmax, Math.Max),
        .. Shapes("fmin", Ops.Fmin, Math.Min),
        .. Shapes("true_divide", Ops.TrueDivide, (a, b) => a / b, 0.5, 3),
        Two("floor_mod", Ops.FloorMod, new OpInput(Odd, 3.1, 3.9), new OpInput(Odd, 1.1, 1.4), (a, b) => a - (b * Math.Floor(a / b))),
        Two("heaviside", Ops.Heaviside, new OpInput(Odd, -2, 2) { Kinks = [0] }, new OpInput([37]), (a, b) => a > 0 ? 1 : 0),
        Two("nextafter", (a, b) => Ops.Nextafter(a, b), new OpInput(Odd, -2, -1), new OpInput(Odd, 1, 2), (a, b) => a),
        Compare("isclose", (a, b) => Ops.Isclose(a, b, rtol: 0.4, atol: 0.1), (a, b) => Math.Abs(a - b) <= 0.1 + (0.4 * Math.Abs(b))),
        Compare("isnan", (a, b) => Ops.Isnan(a + b), (_, _) => false),
        Compare("isinf", (a, b) => Ops.Isinf(a + b), (_, _) => false),
        Compare("isfinite", (a, b) => Ops.Isfinite(a + b), (_, _) => true),
        Logic("logical_xor", Ops.LogicalXor, (a, b) => a == b ? 0 : 1),
        Integer("bitwise_and", Ops.BitwiseAnd, (a, b) => a & b),
        Integer("bitwise_or", Ops.BitwiseOr, (a, b) => a | b),
        Integer("bitwise_xor", Ops.BitwiseXor, (a, b) => a ^ b),
        Integer("bitwise_not", (a, b) => Ops.BitwiseNot(a + b), (a, b) => -(a + b) - 1),
        Integer("mod", Ops.Mod, (a, b) => b == 0 ? 0 : ((a % b) + b) % b),
        Integer("floor_divide", Ops.FloorDivide, (a, b) => b == 0 ? 0 : (int)Math.Floor((double)a / b)),
        Integer("gcd", Ops.Gcd, (a, b) => Enumerable.Range(1, 40).LastOrDefault(d => a % d == 0 && b % d == 0 && (a, b) != (0, 0))),
        Integer("lcm", Ops.Lcm, (a, b) => a == 0 || b == 0 ? 0 : Enumerable.Range(1, 1600).First(m => m % a == 0 && m % b == 0)),
        Integer("left_shift", (a, b) => Ops.LeftShift(a, Ops.Abs(b)), (a, b) => (int)((long)a << Math.Abs(b))),
        Integer("right_shift", (a, b) => Ops.RightShift(a, Ops.Abs(b)), (a, b) => (int)Math.Floor(a / Math.Pow(2, Math.Abs(b)))),
        Folded("l2_loss", x => x.L2Loss(), x => x.Data.Sum(value => value * value) / 2),
        Folded("zero_fraction", x => Ops.ZeroFraction(x.Relu(), x.DType), x => x.Data.Count(value => value <= 0) / (double)x.Data.Length) with { HasGradient = false },
        Lrn([2, 1, 3, 5]),
        Lrn([1, 2, 2, 1]),
        .. PoissonLosses(),
        Two(
            "weighted_cross_entropy_with_logits",
            (z, x) => Ops.WeightedCrossEntropyWithLogits(z, x, 2.5),
            new OpInput(Odd, 0, 1),
            new OpInput(Odd, -9, 9),
            (z, x) => -(2.5 * z * Math.Log(1 / (1 + Math.Exp(-x)))) - ((1 - z) * Math.Log(1 / (1 + Math.Exp(x))))),
        new OpRow(
            "weighted_cross_entropy_with_logits (weights of classes)",
            x => Ops.WeightedCrossEntropyWithLogits(x[0], x[1], x[2]),
            [new OpInput([3, 5], 0, 1), new OpInput([3, 5], -4, 4), new OpInput([5], 0.5, 3)],
            x => Nd.Of([3, 5], at => -(x[2][at[1]] * x[0][at] * Math.Log(1 / (1 + Math.Exp(-x[1][at]))))
                - ((1 - x[0][at]) * Math.Log(1 / (1 + Math.Exp(x[1][at])))))),
    ];

    private static IEnumerable<OpRow> PoissonLosses()
    {
        OpInput counts = new(Odd, 0.05, 9) { Kinks = [1] };
        OpInput means = new(Odd, -1, 2);
        static double Plain(double z, double c) => Math.Exp(c) - (z * c);
        static double Stirling(double z) => z <= 1 ? 0 : (z * Math.Log(z)) - z + (0.5 * Math.Log(2 * Math.PI * z));
        return
        [
            Two("log_poisson_loss", (z, c) => Ops.LogPoissonLoss(z, c), counts, means, Plain),
            Two("log_poisson_loss (full)", (z, c) => Ops.LogPoissonLoss(z, c, true), counts, means, (z, c) => Plain(z, c) + Stirling(z)),
        ];
    }

    private static OpRow Lrn(Shape shape) => new(
        "local_response_normalization",
        x => x[0].LocalResponseNormalization(1, 1.5, 0.3, 0.75),
        [new OpInput(shape)],
        x => Nd.Of(shape, at =>
        {
            double sum = 0;
            for (int c = Math.Max(0, at[3] - 1); c <= Math.Min(shape[3] - 1, at[3] + 1); c++)
            {
                sum += Math.Pow(x[0][at[0], at[1], at[2], c], 2);
            }

            return x[0][at] / Math.Pow(1.5 + (0.3 * sum), 0.75);
        }));

    private static OpRow Integer(string name, Func<Tensor, Tensor, Tensor> function, Func<int, int, int> reference) => new(
        $"{name} of integers",
        x => function(x[0], x[1]),
        [Whole(Odd, -40, 41, DType.Int32), Whole([37], -40, 41, DType.Int32)],
        x => Zip(x[0], x[1], Odd, (a, b) => reference((int)a, (int)b)))
    { HasGradient = false };

    private static OpRow Folded(string name, Func<Tensor, Tensor> function, Func<Nd, double> reference) =>
        new(name, x => function(x[0]), [new OpInput(Odd)], x => new Nd(Shape.Scalar, [reference(x[0])]));

    /// <summary>Where rounding to one decimal jumps.</summary>
    private static IEnumerable<double> Halves() => Enumerable.Range(-10, 20).Select(i => (i + 0.5) / 10);

    /// <summary>By halving the interval of a function that grows.</summary>
    private static double InverseErf(double x)
    {
        (double low, double high) = (-4, 4);
        for (int i = 0; i < 100; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = Reference.Erf(middle) < x ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }
}
