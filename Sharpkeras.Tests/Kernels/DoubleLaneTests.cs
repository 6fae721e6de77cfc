using F = Sharpkeras.Tests.Kernels.LaneFunctions;

namespace Sharpkeras.Tests.Kernels;

/// <summary>Float64 lanes: relative errors of 10⁻¹⁴ at most, and the special values.</summary>
[Category("Kernels")]
public class DoubleLaneTests
{
    private static readonly int[] Widths = LaneRunner.Widths;

    [Test]
    public void Accuracy([ValueSource(nameof(Widths))] int bits)
    {
        Check<F.Exp>(bits, -700, 700, Math.Exp);
        Check<F.Expm1>(bits, -3, 3, Reference.Expm1);
        Check<F.Log>(bits, 1e-3, 20, Math.Log);
        Check<F.Log1p>(bits, -0.9, 3, Reference.Log1p);
        Check<F.Tanh>(bits, -5, 5, Math.Tanh);
        Check<F.Erf>(bits, -5, 5, Reference.Erf);
        Check<F.Sin>(bits, -3, 3, Math.Sin);
        Check<F.Cos>(bits, -1.5, 1.5, Math.Cos);
        Check<F.Atan>(bits, -5, 5, Math.Atan);
        Check<F.Atan>(bits, -500, 500, Math.Atan);
        Check<F.Sqrt>(bits, 0, 5, Math.Sqrt);
    }

    [Test]
    public void SmallArgumentsKeepTheirDigits([ValueSource(nameof(Widths))] int bits)
    {
        foreach (double x in (double[])[1e-300, -1e-20, 1e-12, -3e-9, 2e-6])
        {
            Assert.That(LaneRunner.Run<F.Expm1>(bits, [x])[0], Is.EqualTo(x + (x * x / 2) + (x * x * x / 6)).Within(1e-13).Percent);
            Assert.That(LaneRunner.Run<F.Log1p>(bits, [x])[0], Is.EqualTo(x - (x * x / 2) + (x * x * x / 3)).Within(1e-13).Percent);
            Assert.That(LaneRunner.Run<F.Atan>(bits, [x])[0], Is.EqualTo(x - (x * x * x / 3)).Within(1e-13).Percent);
            Assert.That(LaneRunner.Run<F.Tanh>(bits, [x])[0], Is.EqualTo(x - (x * x * x / 3)).Within(1e-13).Percent);
        }
    }

    [Test]
    public void SpecialValues([ValueSource(nameof(Widths))] int bits)
    {
        const double Inf = double.PositiveInfinity;
        Values<F.Exp>(bits, (Inf, Inf), (-Inf, 0), (710, Inf), (-746, 0), (double.NaN, double.NaN));
        Values<F.Expm1>(bits, (Inf, Inf), (-Inf, -1), (0, 0), (-0.0, -0.0), (double.NaN, double.NaN));
        Values<F.Log>(bits, (0, -Inf), (-1, double.NaN), (Inf, Inf), (1, 0), (double.NaN, double.NaN));
        Values<F.Log1p>(bits, (-1, -Inf), (-2, double.NaN), (Inf, Inf), (-0.0, -0.0), (double.NaN, double.NaN));
        Values<F.Tanh>(bits, (Inf, 1), (-Inf, -1), (-0.0, -0.0), (double.NaN, double.NaN));
        Values<F.Erf>(bits, (Inf, 1), (-Inf, -1), (-0.0, -0.0), (double.NaN, double.NaN));
        Values<F.BitIncrement>(bits, (0, double.Epsilon), (-0.0, double.Epsilon), (-double.Epsilon, -0.0), (1, Math.BitIncrement(1)),
            (-1, Math.BitIncrement(-1)), (double.MaxValue, Inf), (-Inf, double.MinValue), (Inf, Inf), (double.NaN, double.NaN));
        Values<F.Round>(bits, (0.5, 0), (1.5, 2), (2.5, 2), (-0.5, -0.0), (1e300, 1e300), (double.NaN, double.NaN));
    }

    private static void Values<T>(int bits, params (double Argument, double Expected)[] cases)
        where T : struct, ILaneFunction
    {
        foreach ((double argument, double expected) in cases)
        {
            double got = LaneRunner.Run<T>(bits, [argument])[0];
            bool sameSign = double.IsNaN(expected) || double.IsNegative(got) == double.IsNegative(expected);
            bool same = got.Equals(expected) && sameSign;
            Assert.That(same, Is.True, $"{typeof(T).Name}({argument:R}) is {got:R}, not {expected:R}");
        }
    }

    private static void Check<T>(int bits, double low, double high, Func<double, double> exact)
        where T : struct, ILaneFunction
    {
        double[] x = [.. Enumerable.Range(0, 20_000).Select(i => low + ((high - low) * (i + 0.37) / 20_000))];
        double[] got = LaneRunner.Run<T>(bits, x);
        double worst = got.Select((value, i) => Math.Abs((value / exact(x[i])) - 1)).Max();
        TestContext.Out.WriteLine($"{typeof(T).Name}: largest relative error {worst:E2}");
        Assert.That(worst, Is.LessThan(1e-14), typeof(T).Name);
    }
}
