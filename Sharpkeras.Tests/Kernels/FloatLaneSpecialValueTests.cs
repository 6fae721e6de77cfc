using F = Sharpkeras.Tests.Kernels.LaneFunctions;

namespace Sharpkeras.Tests.Kernels;

/// <summary>Infinities, not a number, signed zeros, overflow and underflow.</summary>
[Category("Kernels")]
public class FloatLaneSpecialValueTests
{
    private const float Inf = float.PositiveInfinity;
    private const float Tiny = float.Epsilon;

    private static readonly int[] Widths = LaneRunner.Widths;

    [Test]
    public void Exponentials([ValueSource(nameof(Widths))] int bits)
    {
        Check<F.Exp>(bits, (Inf, Inf), (-Inf, 0f), (89f, Inf), (-104f, 0f), (0f, 1f), (-0f, 1f), (-103f, Tiny), (float.NaN, float.NaN));
        Check<F.Expm1>(bits, (Inf, Inf), (-Inf, -1f), (89f, Inf), (-30f, -1f), (0f, 0f), (-0f, -0f), (Tiny, Tiny),
            (-Tiny, -Tiny), (float.NaN, float.NaN));
        Check<F.Tanh>(bits, (Inf, 1f), (-Inf, -1f), (0f, 0f), (-0f, -0f), (Tiny, Tiny), (-Tiny, -Tiny), (20f, 1f), (float.NaN, float.NaN));
        Check<F.Erf>(bits, (Inf, 1f), (-Inf, -1f), (0f, 0f), (-0f, -0f), (5f, 1f), (float.NaN, float.NaN));
    }

    [Test]
    public void Logarithms([ValueSource(nameof(Widths))] int bits)
    {
        Check<F.Log>(bits, (0f, -Inf), (-0f, -Inf), (-1f, float.NaN), (-Inf, float.NaN), (Inf, Inf), (1f, 0f), (float.NaN, float.NaN));
        Check<F.Log1p>(bits, (-1f, -Inf), (-2f, float.NaN), (Inf, Inf), (0f, 0f), (-0f, -0f), (Tiny, Tiny), (-Tiny, -Tiny),
            (float.NaN, float.NaN));
    }

    [Test]
    public void Circle([ValueSource(nameof(Widths))] int bits)
    {
        Check<F.Sin>(bits, (0f, 0f), (-0f, -0f), (Inf, float.NaN), (float.NaN, float.NaN));
        Check<F.Cos>(bits, (0f, 1f), (-0f, 1f), (-Inf, float.NaN), (float.NaN, float.NaN));
        Check<F.Atan>(bits, (0f, 0f), (-0f, -0f), (Inf, MathF.PI / 2), (-Inf, -MathF.PI / 2), (Tiny, Tiny), (float.NaN, float.NaN));
    }

    [Test]
    public void Rounding([ValueSource(nameof(Widths))] int bits)
    {
        Check<F.Round>(bits, (0.5f, 0f), (1.5f, 2f), (2.5f, 2f), (-0.5f, -0f), (-1.5f, -2f), (8388609f, 8388609f),
            (4194303.5f, 4194304f), (-Inf, -Inf), (float.NaN, float.NaN));
        Check<F.Floor>(bits, (1.5f, 1f), (-1.5f, -2f), (-0f, -0f), (1e30f, 1e30f), (Inf, Inf), (float.NaN, float.NaN));
        Check<F.Ceiling>(bits, (1.5f, 2f), (-1.5f, -1f), (1e30f, 1e30f), (Inf, Inf), (float.NaN, float.NaN));
        Check<F.Abs>(bits, (-1.5f, 1.5f), (-0f, 0f), (-Inf, Inf), (float.NaN, float.NaN));
        Check<F.Sqrt>(bits, (-1f, float.NaN), (-0f, -0f), (Inf, Inf), (float.NaN, float.NaN));
    }

    [Test]
    public void Neighbours([ValueSource(nameof(Widths))] int bits)
    {
        Check<F.BitIncrement>(bits, (0f, Tiny), (-0f, Tiny), (-Tiny, -0f), (1f, MathF.BitIncrement(1f)), (-1f, MathF.BitIncrement(-1f)),
            (float.MaxValue, Inf), (-Inf, float.MinValue), (Inf, Inf), (float.NaN, float.NaN), (1e-40f, MathF.BitIncrement(1e-40f)));
    }

    /// <summary>Every pair of these, against System.Math.Pow, which follows IEEE 754.</summary>
    [Test]
    public void Powers([ValueSource(nameof(Widths))] int bits)
    {
        float[] values =
            [0f, -0f, 1f, -1f, 2f, -2f, 0.5f, -0.5f, 3f, -3f, 1e30f, -1e30f, 1e-40f, 1001f, -1001f, Inf, -Inf, float.NaN, 2.5f];
        float[] bases = [.. values.SelectMany(v => Enumerable.Repeat(v, values.Length))];
        float[] exponents = [.. values.SelectMany(_ => values)];
        float[] got = LaneRunner.RunPow(bits, bases, exponents);
        for (int i = 0; i < got.Length; i++)
        {
            float expected = (float)Math.Pow(bases[i], exponents[i]);
            string message = $"{bases[i]:R} to the power of {exponents[i]:R}";
            Assert.That(got[i], Is.EqualTo(expected).Within(4).Ulps, message);
            Assert.That(float.IsNaN(expected) || float.IsNegative(got[i]) == float.IsNegative(expected), Is.True, message);
        }
    }

    private static void Check<T>(int bits, params (float Argument, float Expected)[] cases)
        where T : struct, ILaneFunction
    {
        float[] got = LaneRunner.Run<T>(bits, Array.ConvertAll(cases, c => c.Argument));
        for (int i = 0; i < cases.Length; i++)
        {
            float expected = cases[i].Expected;
            bool sameSign = float.IsNaN(expected) || float.IsNegative(got[i]) == float.IsNegative(expected);
            bool same = got[i].Equals(expected) && sameSign;
            Assert.That(same, Is.True, $"{typeof(T).Name}({cases[i].Argument:R}) is {got[i]:R}, not {expected:R}");
        }
    }
}
