using F = Sharpkeras.Tests.Kernels.LaneFunctions;

namespace Sharpkeras.Tests.Kernels;

/// <summary>The bounds that ILane promises, over dense sweeps, in every width.</summary>
[Category("Kernels")]
public class FloatLaneAccuracyTests
{
    private const int Points = 100_000;

    private static readonly int[] Widths = LaneRunner.Widths;

    [Test]
    public void Exp([ValueSource(nameof(Widths))] int bits) => Check<F.Exp>(bits, Linear(-104, 89), Math.Exp, 1.5);

    [Test]
    public void Expm1([ValueSource(nameof(Widths))] int bits) =>
        Check<F.Expm1>(bits, [.. Linear(-20, 89), .. Both(1e-44, 2)], Reference.Expm1, 2.0);

    [Test]
    public void Log([ValueSource(nameof(Widths))] int bits) =>
        Check<F.Log>(bits, [.. Magnitudes(1e-45, 3.4e38), .. Linear(0.5, 2)], Math.Log, 1.5);

    [Test]
    public void Log1p([ValueSource(nameof(Widths))] int bits) =>
        Check<F.Log1p>(bits, [.. Magnitudes(1e-45, 3.4e38), .. Both(1e-44, 0.9999), .. Linear(-0.99999, 4)], Reference.Log1p, 1.5);

    [Test]
    public void Tanh([ValueSource(nameof(Widths))] int bits) =>
        Check<F.Tanh>(bits, [.. Linear(-10, 10), .. Both(1e-44, 100)], Math.Tanh, 2.0);

    [Test]
    public void Erf([ValueSource(nameof(Widths))] int bits) =>
        Check<F.Erf>(bits, [.. Linear(-4.5, 4.5), .. Both(1e-44, 10)], Reference.Erf, 2.0);

    [Test]
    public void Atan([ValueSource(nameof(Widths))] int bits) =>
        Check<F.Atan>(bits, [.. Linear(-4, 4), .. Both(1e-44, 1e38)], Math.Atan, 3.0);

    [Test]
    public void Sqrt([ValueSource(nameof(Widths))] int bits) => Check<F.Sqrt>(bits, Magnitudes(1e-45, 3.4e38), Math.Sqrt, 0.5001);

    [Test]
    public void Sin([ValueSource(nameof(Widths))] int bits) => CheckAbsolute<F.Sin>(bits, Math.Sin);

    [Test]
    public void Cos([ValueSource(nameof(Widths))] int bits) => CheckAbsolute<F.Cos>(bits, Math.Cos);

    [Test]
    public void Pow([ValueSource(nameof(Widths))] int bits)
    {
        var random = new Random(7);
        var x = new float[Points];
        var y = new float[Points];
        for (int i = 0; i < Points; i++)
        {
            x[i] = (float)Math.Exp((random.NextDouble() * 180) - 90);
            double limit = 87 / Math.Max(Math.Abs(Math.Log(x[i])), 0.01);
            y[i] = (float)(limit * ((2 * random.NextDouble()) - 1));
        }

        float[] got = LaneRunner.RunPow(bits, x, y);
        double worst = got.Select((value, i) => Math.Abs((value / Math.Pow(x[i], y[i])) - 1)).Max();
        TestContext.Out.WriteLine($"largest relative error {worst:E2}");
        Assert.That(worst, Is.LessThan(3e-7));
    }

    /// <summary>The widths agree bit for bit: a result does not depend on where in an array its element lies.</summary>
    [Test]
    public void AllWidthsGiveTheSameBits()
    {
        Same<F.Exp>();
        Same<F.Expm1>();
        Same<F.Log>();
        Same<F.Log1p>();
        Same<F.Tanh>();
        Same<F.Erf>();
        Same<F.Sin>();
        Same<F.Cos>();
        Same<F.Atan>();
        Same<F.Round>();
        Same<F.Floor>();
        Same<F.Ceiling>();
        Same<F.BitIncrement>();
    }

    private static void Same<T>()
        where T : struct, ILaneFunction
    {
        float[] x = [.. Linear(-110, 110), .. Both(1e-45, 1e4), 0f, -0f, float.NegativeInfinity, float.PositiveInfinity];
        int[] scalar = Bits(LaneRunner.Run<T>(0, x));
        foreach (int width in Widths)
        {
            Assert.That(Bits(LaneRunner.Run<T>(width, x)).AsSpan().SequenceEqual(scalar), Is.True, $"{typeof(T).Name} {width}");
        }
    }

    /// <summary>What is no number may have any sign and payload.</summary>
    private static int[] Bits(float[] values) =>
        Array.ConvertAll(values, v => float.IsNaN(v) ? 0x7FC00000 : BitConverter.SingleToInt32Bits(v));

    private static void Check<T>(int bits, float[] x, Func<double, double> exact, double bound)
        where T : struct, ILaneFunction
    {
        float[] got = LaneRunner.Run<T>(bits, x);
        (double worst, float at) = (0, 0);
        for (int i = 0; i < x.Length; i++)
        {
            double ulps = Reference.Ulps(got[i], exact(x[i]));
            (worst, at) = ulps > worst ? (ulps, x[i]) : (worst, at);
        }

        TestContext.Out.WriteLine($"{worst:F3} units in the last place at {at:R}");
        Assert.That(worst, Is.LessThanOrEqualTo(bound), $"at {at:R}");
    }

    private static void CheckAbsolute<T>(int bits, Func<double, double> exact)
        where T : struct, ILaneFunction
    {
        float[] x = [.. Linear(-1e4, 1e4), .. Linear(-7, 7)];
        float[] got = LaneRunner.Run<T>(bits, x);
        double worst = got.Select((value, i) => Math.Abs(value - exact(x[i]))).Max();
        TestContext.Out.WriteLine($"largest error {worst:E2} = 2^{Math.Log2(worst):F2}");
        Assert.That(worst, Is.LessThan(Math.Pow(2, -23)));
    }

    private static float[] Linear(double low, double high)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, Points).Select(i => (float)(low + ((high - low) * (i + random.NextDouble()) / Points)))];
    }

    /// <summary>Positive values, spread evenly over the exponents.</summary>
    private static float[] Magnitudes(double low, double high)
    {
        var random = new Random(2);
        double span = Math.Log(high / low);
        return [.. Enumerable.Range(0, Points).Select(i => (float)(low * Math.Exp(span * (i + random.NextDouble()) / Points)))];
    }

    private static float[] Both(double low, double high) => [.. Magnitudes(low, high).Select((v, i) => i % 2 == 0 ? v : -v)];
}
