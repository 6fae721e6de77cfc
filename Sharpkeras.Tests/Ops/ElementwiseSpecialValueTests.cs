using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Operations;

/// <summary>Ends of ranges, signed zeros, infinities and what is no number, for functions and activations.</summary>
[OnDevices]
[Category("Kernels")]
public sealed class ElementwiseSpecialValueTests
{
    private const float Inf = float.PositiveInfinity;
    private const float NaN = float.NaN;

    private static IEnumerable<TestCaseData> Cases() =>
    [
        Case("arcsin", x => x.Arcsin(), [-1, 1, 0, 1.5f, NaN], [-MathF.PI / 2, MathF.PI / 2, 0, NaN, NaN]),
        Case("arccos", x => x.Arccos(), [-1, 1, -1.5f, NaN], [MathF.PI, 0, NaN, NaN]),
        Case("arcsinh", x => x.Arcsinh(), [Inf, -Inf, 1e30f, 0], [Inf, -Inf, (float)Math.Asinh(1e30), 0]),
        Case("arccosh", x => x.Arccosh(), [1, Inf, 1e30f, 0.5f, -3, -1e6f], [0, Inf, (float)Math.Acosh(1e30), NaN, NaN, NaN]),
        Case("arctanh", x => x.Arctanh(), [1, -1, 2, 0], [Inf, -Inf, NaN, 0]),
        Case("cbrt", x => x.Cbrt(), [0, -8, 27, Inf, -Inf, NaN], [0, -2, 3, Inf, -Inf, NaN]),
        Case("exp2", x => x.Exp2(), [-Inf, 0, 10, 200], [0, 1, 1024, Inf]),
        Case("erfinv", x => x.Erfinv(), [-1, 1, 0, 2, NaN], [-Inf, Inf, 0, NaN, NaN]),
        Case("trunc", x => x.Trunc(), [-1.7f, 1.7f, -Inf, NaN], [-1, 1, -Inf, NaN]),
        Case("sinc", x => x.Sinc(), [0, 1, 0.5f], [1, 0, 2 / MathF.PI]),
        Case("nan_to_num", x => x.NanToNum(), [NaN, Inf, -Inf, 1], [0, float.MaxValue, float.MinValue, 1]),
        Case("nan_to_num with numbers", x => x.NanToNum(7, 8, 9), [NaN, Inf, -Inf, 1], [7, 8, 9, 1]),
        Case("isnan", x => x.Isnan().Cast(DType.Float32), [NaN, Inf, -Inf, 1], [1, 0, 0, 0]),
        Case("isinf", x => x.Isinf().Cast(DType.Float32), [NaN, Inf, -Inf, 1], [0, 1, 1, 0]),
        Case("isposinf", x => x.Isposinf().Cast(DType.Float32), [NaN, Inf, -Inf, 1], [0, 1, 0, 0]),
        Case("isneginf", x => x.Isneginf().Cast(DType.Float32), [NaN, Inf, -Inf, 1], [0, 0, 1, 0]),
        Case("isfinite", x => x.Isfinite().Cast(DType.Float32), [NaN, Inf, -Inf, 1], [0, 0, 0, 1]),
        Case("relu with a maximum", x => x.Relu(maxValue: 2), [-Inf, Inf, NaN], [0, 2, NaN]),
        Case("log_sigmoid", x => x.LogSigmoid(), [-200, -Inf, 200, Inf], [-200, -Inf, 0, 0]),
        Case("mish", x => x.Mish(), [-200, 200, Inf], [0, 200, Inf]),
        Case("selu", x => x.Selu(), [-Inf, Inf], [-1.7580993f, Inf]),
        Case("celu", x => x.Celu(2), [-Inf, Inf], [-2, Inf]),
        Case("hard_silu", x => x.HardSilu(), [-200, 200, -3, 3], [0, 200, 0, 3]),
        Case("squareplus", x => x.Squareplus(), [-1e4f, 1e4f], [1e-4f, 1e4f]),
        Case("squareplus without a bend", x => x.Squareplus(0), [-3, 0, 3], [0, 0, 3]),
        Case("sparsemax with ties", x => x.Sparsemax(), [0.9f, 0.9f, 0.1f], [0.05f, 0.05f, 0]),
        Case("sparsemax of one that leads", x => x.Sparsemax(), [-Inf, 3, 0], [0, 1, 0]),
        Case("soft_shrink", x => x.SoftShrink(), [-Inf, 0.5f, NaN], [-Inf, 0, NaN]),
    ];

    private static IEnumerable<TestCaseData> Pairs() =>
    [
        Pair("arctan2", Ops.Arctan2, [0, -0f, 0, -0f, 1, -1, Inf, Inf, NaN], [1, 1, -1, -1, 0, 0, Inf, -Inf, 1], (a, b) => MathF.Atan2(a, b)),
        Pair("hypot", Ops.Hypot, [3e38f, Inf, 0, -3, NaN], [1, NaN, 0, 4, 1], (a, b) => float.IsInfinity(a) ? Inf : (float)Math.Sqrt(((double)a * a) + ((double)b * b))),
        Pair("logaddexp", Ops.Logaddexp, [Inf, -Inf, 1000, -1000], [Inf, -Inf, 1000, 0], (a, b) => float.IsInfinity(a) ? a : Math.Max(a, b) + (a == b ? MathF.Log(2) : 0)),
        Pair("fmax", Ops.Fmax, [NaN, 1, NaN, 2], [1, NaN, NaN, 3], (a, b) => float.IsNaN(a) ? b : float.IsNaN(b) ? a : Math.Max(a, b)),
        Pair("fmin", Ops.Fmin, [NaN, 1, NaN, 2], [1, NaN, NaN, 3], (a, b) => float.IsNaN(a) ? b : float.IsNaN(b) ? a : Math.Min(a, b)),
        Pair("heaviside", Ops.Heaviside, [0, -0f, -1, 1], [0.5f, 2, 3, 3], (a, b) => a == 0 ? b : a < 0 ? 0 : 1),
        Pair("nextafter", Ops.Nextafter, [1, 1, 0, 0, -1, 2, Inf, NaN], [2, 0, 1, -1, 0, 2, 0, 1], Next),
    ];

    [TestCaseSource(nameof(Cases))]
    [NoLeak]
    public void Values(Func<Tensor, Tensor> function, float[] x, float[] want) => Same(function(x).ToArray<float>(), want);

    [TestCaseSource(nameof(Pairs))]
    [NoLeak]
    public void ValuesOfPairs(Func<Tensor, Tensor, Tensor> function, float[] a, float[] b, Func<float, float, float> want) =>
        Same(function(a, b).ToArray<float>(), [.. a.Zip(b, want)]);

    [Test]
    [NoLeak]
    public void ClosenessOfInfinitiesAndOfWhatIsNoNumber()
    {
        Tensor a = new[] { Inf, Inf, NaN, 1f };
        Tensor b = new[] { Inf, -Inf, NaN, Inf };
        Assert.That(a.Isclose(b).ToArray<bool>(), Is.EqualTo((bool[])[true, false, false, false]));
        Assert.That(a.Isclose(b, equalNan: true).ToArray<bool>(), Is.EqualTo((bool[])[true, false, true, false]));
    }

    /// <summary>At the kinks the gradients are TensorFlow's.</summary>
    [Test]
    [NoLeak]
    public void GradientsAtKinks()
    {
        Assert.That(Gradient(x => x.LeakyRelu(0.3), [0, 1]), Is.EqualTo((float[])[0.3f, 1]));
        Assert.That(Gradient(x => x.Relu(maxValue: 2), [0, 2, 3]), Is.EqualTo((float[])[0, 1, 0]));
        Assert.That(Gradient(x => x.Selu(), [0]), Is.EqualTo((float[])[1.050701f]).Within(1e-6));
        Assert.That(Gradient(x => x.HardTanh(), [-1, 1, 2]), Is.EqualTo((float[])[1, 1, 0]));
        Assert.That(Gradient(x => x.HardSigmoid(), [-3, 3]), Is.EqualTo((float[])[0, 0]));
        Assert.That(Gradient(x => x.NanToNum(), [NaN, Inf, 2]), Is.EqualTo((float[])[0, 0, 1]));
        Assert.That(Gradient(x => Ops.Heaviside(new[] { 0f, 1f }, x), [5, 5]), Is.EqualTo((float[])[1, 0]));
    }

    [Test]
    [NoLeak]
    public void Float64KeepsItsDigitsWhereFunctionsAreSmall()
    {
        foreach (double x in (double[])[1e-12, -3e-9, 2e-5])
        {
            Assert.That(Of(t => t.Arcsinh(), x), Is.EqualTo(x - (x * x * x / 6)).Within(1e-12).Percent);
            Assert.That(Of(t => t.Arctanh(), x), Is.EqualTo(x + (x * x * x / 3)).Within(1e-12).Percent);
            Assert.That(Of(t => t.Arcsin(), x), Is.EqualTo(x + (x * x * x / 6)).Within(1e-12).Percent);
            Assert.That(Of(t => t.Arccosh(), 1 + (x * x)), Is.EqualTo(Math.Acosh(1 + (x * x))).Within(1e-9).Percent);
        }

        static double Of(Func<Tensor, Tensor> function, double x) => function(Tensor.From(new[] { x })).Item<double>();
    }

    [Test]
    [NoLeak]
    public void DropoutByASeed()
    {
        Tensor x = Ops.Ones([400]);
        float[] first = Ops.Dropout(x, 0.25, seed: 3).ToArray<float>();
        Assert.That(Ops.Dropout(x, 0.25, seed: 3).ToArray<float>(), Is.EqualTo(first));
        Assert.That(first.Distinct(), Is.EquivalentTo((float[])[0, 1 / 0.75f]));
        Assert.That(first.Count(value => value == 0), Is.InRange(70, 130));
        float[] rows = Ops.Dropout(Ops.Ones([50, 3]), 0.5, noiseShape: [-1, 1], seed: 3).ToArray<float>();
        Assert.That(rows.Chunk(3).All(row => row.Distinct().Count() == 1), Is.True);
        Assert.That(Ops.Dropout(x, 1).ToArray<float>(), Is.All.EqualTo(0));
    }

    private static float Next(float a, float b) => a == b || float.IsNaN(a) ? a : b > a ? MathF.BitIncrement(a) : MathF.BitDecrement(a);

    private static void Same(float[] got, float[] want)
    {
        Assert.That(got, Has.Length.EqualTo(want.Length));
        for (int i = 0; i < want.Length; i++)
        {
            bool exact = !float.IsFinite(want[i]);
            Assert.That(got[i], exact ? Is.EqualTo(want[i]) : Is.EqualTo(want[i]).Within(1e-6 * Math.Abs(want[i])).Or.EqualTo(want[i]).Within(1e-7), $"element {i}");
        }
    }

    private static float[] Gradient(Func<Tensor, Tensor> function, float[] values)
    {
        using var tape = new GradientTape();
        Tensor x = values;
        tape.Watch(x);
        return tape.Gradient(Ops.Sum(function(x)), x).ToArray<float>();
    }

    private static TestCaseData Case(string name, Func<Tensor, Tensor> function, float[] x, float[] want) =>
        new TestCaseData(function, x, want).SetArgDisplayNames(name);

    private static TestCaseData Pair(string name, Func<Tensor, Tensor, Tensor> function, float[] a, float[] b, Func<float, float, float> want) =>
        new TestCaseData(function, a, b, want).SetArgDisplayNames(name);
}
