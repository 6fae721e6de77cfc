using System.Text.Json.Nodes;
using Sharpkeras.Diagnostics;
using Sharpkeras.Initializers;
using Sharpkeras.Serialization;
using Sharpkeras.Tests.Goldens;

namespace Sharpkeras.Tests;

/// <summary>Initializers, beyond the distributions that Keras's cases fix.</summary>
public sealed class InitializerTests
{
    [TestCase(1, 1)]
    [TestCase(7, 1)]
    [TestCase(1, 7)]
    [TestCase(5, 5)]
    [TestCase(13, 6)]
    [TestCase(6, 13)]
    [TestCase(64, 64)]
    [TestCase(3, 2, 5, 11)]
    [TestCase(2, 2, 3, 17)]
    public void OrthogonalRowsOrColumnsAreOrthonormalTimesTheGain(params int[] shape)
    {
        using var scope = new TensorScope();
        double[] values = new Orthogonal(gain: 3, seed: 5).Call(Shape.Create(shape), DType.Float64).ToArray<double>();
        int columns = shape[^1];
        int rows = values.Length / columns;
        double At(int i, int j) => values[(i * columns) + j];
        (int count, int length) = rows >= columns ? (columns, rows) : (rows, columns);
        for (int a = 0; a < count; a++)
        {
            for (int b = 0; b < count; b++)
            {
                double product = Enumerable.Range(0, length).Sum(k => rows >= columns ? At(k, a) * At(k, b) : At(a, k) * At(b, k));
                Assert.That(product, Is.EqualTo(a == b ? 9 : 0).Within(1e-12), $"{a}, {b}");
            }
        }
    }

    /// <summary>Drawn evenly from all orthogonal matrices, an element of a 2 × 2 one has mean 0 and mean square 1/2.</summary>
    [Test]
    public void OrthogonalMatricesAreDrawnEvenly()
    {
        using var scope = new TensorScope();
        float[][] draws = [.. Enumerable.Range(0, 4000).Select(seed => new Orthogonal(seed: seed).Call([2, 2]).ToArray<float>())];
        for (int i = 0; i < 4; i++)
        {
            Assert.That(draws.Average(draw => draw[i]), Is.EqualTo(0).Within(0.05), $"mean of {i}");
            Assert.That(draws.Average(draw => draw[i] * draw[i]), Is.EqualTo(0.5).Within(0.03), $"mean square of {i}");
        }

        Assert.That(draws.Average(draw => Math.Sign((draw[0] * draw[3]) - (draw[1] * draw[2]))), Is.EqualTo(0).Within(0.07), "mirrors and turns");
    }

    [Test]
    public void OrthogonalTakesEmptyShapesAndRefusesVectors()
    {
        Assert.That(new Orthogonal().Call([0, 4]).Shape, Is.EqualTo(Shape.Create([0, 4])));
        Assert.That(new Orthogonal().Call([3, 0]).Shape, Is.EqualTo(Shape.Create([3, 0])));
        Assert.That(() => new Orthogonal().Call([4]), Throws.InstanceOf<ShapeException>().With.Message.Contains("(4)").Or.Message.Contains("[4]"));
    }

    [Test]
    public void IdentityHasTheGainOnTheDiagonal()
    {
        using var scope = new TensorScope();
        Assert.That(new Identity(2.5).Call([2, 3]).ToArray(), Is.EqualTo(new[,] { { 2.5f, 0, 0 }, { 0, 2.5f, 0 } }));
        Assert.That(new Identity().Call([3, 1], DType.Float64).ToArray(), Is.EqualTo(new double[,] { { 1 }, { 0 }, { 0 } }));
        Assert.That(() => new Identity().Call([2, 2, 2]), Throws.InstanceOf<ShapeException>().With.Message.Contains("identity"));
        Assert.That(() => new Identity().Call([2]), Throws.InstanceOf<ShapeException>());
    }

    /// <summary>The windows at five places, periodic and not, by SciPy's documentation of their formulas.</summary>
    [TestCase("boxcar", false, 1, 1, 1, 1, 1)]
    [TestCase("hann", false, 0, 0.5, 1, 0.5, 0)]
    [TestCase("hann", true, 0, 0.34549150281252627, 0.9045084971874737, 0.9045084971874737, 0.34549150281252627)]
    [TestCase("hamming", false, 0.08, 0.54, 1, 0.54, 0.08)]
    [TestCase("blackman", false, 0, 0.34, 1, 0.34, 0)]
    [TestCase("blackmanharris", false, 0.00006, 0.21747, 1, 0.21747, 0.00006)]
    [TestCase("nuttall", false, 0.0003628, 0.2269824, 1, 0.2269824, 0.0003628)]
    [TestCase("flattop", false, -0.000421053, -0.05473684, 1, -0.05473684, -0.000421053)]
    [TestCase("bartlett", false, 0, 0.5, 1, 0.5, 0)]
    [TestCase("cosine", false, 0.30901699437494745, 0.8090169943749475, 1, 0.8090169943749475, 0.30901699437494745)]
    public void StftKernelsAreWavesTimesAWindow(string window, bool periodic, params double[] weights)
    {
        using var scope = new TensorScope();
        foreach (var (scaling, divisor) in new (string?, double)[]
            { (null, 1), ("density", Math.Sqrt(weights.Sum(w => w * w))), ("spectrum", weights.Sum(Math.Abs)) })
        {
            foreach (string side in new[] { "real", "imag" })
            {
                double[] kernel = new STFT(side, window, scaling, periodic).Call([5, 1, 4], DType.Float64).ToArray<double>();
                double[] wanted = [.. from t in Enumerable.Range(0, 5)
                                      from k in Enumerable.Range(0, 4)
                                      let angle = -2 * Math.PI * t * k / 6
                                      select weights[t] * (side == "real" ? Math.Cos(angle) : Math.Sin(angle)) / divisor];
                Assert.That(kernel, Is.EqualTo(wanted).Within(1e-8), $"{scaling} {side}");
            }
        }
    }

    [Test]
    public void StftWithoutAWindowIsNotScaled()
    {
        using var scope = new TensorScope();
        Assert.That(
            new STFT(window: null, scaling: "spectrum").Call([2, 1, 2]).ToArray<float>(), Is.EqualTo(new[] { 1, 1, 1, -1f }).Within(1e-6));
        Assert.That(() => new STFT().Call([4, 2, 3]), Throws.InstanceOf<ShapeException>().With.Message.Contains("stft"));
        Assert.That(() => new STFT().Call([4, 1, 1]), Throws.InstanceOf<ShapeException>());
        Assert.That(new STFT().GetConfig().ToJsonString(), Does.Contain("\"window\":\"hann\"").And.Contain("\"periodic\":false"));
    }

    [TestCase("glorot_uniform")]
    [TestCase("he_normal")]
    [TestCase("random_normal")]
    [TestCase("truncated_normal")]
    [TestCase("orthogonal")]
    public void ASeedGivesTheSameValuesAtEachCallAndAnotherSeedOthers(string name)
    {
        using var scope = new TensorScope();
        Initializer Seeded(int seed) =>
            (Initializer)Config.Create(((Initializer)name).GetType(), new JsonObject { ["seed"] = seed });
        float[] first = Seeded(1).Call([4, 5]).ToArray<float>();
        Assert.That(Seeded(1).Call([4, 5]).ToArray<float>(), Is.EqualTo(first));
        Assert.That(Seeded(2).Call([4, 5]).ToArray<float>(), Is.Not.EqualTo(first));
        Assert.That(((Initializer)name).Call([4, 5]).ToArray<float>(), Is.Not.EqualTo(first));
    }

    /// <summary>Uniform numbers within ±√(3 · scale / fan) with the fans of the named axes.</summary>
    [TestCase("fan_in", 10.0)]
    [TestCase("fan_out", 32.0)]
    [TestCase("fan_avg", 21.0)]
    public void FansComeFromTheNamedAxes(string mode, double fan)
    {
        using var scope = new TensorScope();
        var initializer = new VarianceScaling(2, mode, "Uniform", 3, inputAxes: [0, 2], outputAxes: [1, -1]);
        float[] values = initializer.Call([2, 4, 5, 8]).ToArray<float>();
        double limit = Math.Sqrt(3 * 2 / fan);
        Assert.That(values.Max(Math.Abs), Is.LessThanOrEqualTo(limit).And.GreaterThan(0.97 * limit));
        JsonObject config = initializer.GetConfig();
        Assert.That(config["output_axes"]!.ToJsonString(), Is.EqualTo("[1,-1]"));
        Assert.That(PlainJson.Of(((VarianceScaling)Config.Create(typeof(VarianceScaling), config)).GetConfig()), Is.EqualTo(PlainJson.Of(config)));
        Assert.That(() => initializer.Call([2, 4]), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void OneNamedFanIsNotEnough()
    {
        using var scope = new TensorScope();
        Assert.That(
            new GlorotUniform(seed: 1, inputAxes: [0]).Call([3, 4]).ToArray<float>(),
            Is.EqualTo(new GlorotUniform(seed: 1).Call([3, 4]).ToArray<float>()));
    }

    [TestCase("normal", typeof(RandomNormal))]
    [TestCase("uniform", typeof(RandomUniform))]
    [TestCase("one", typeof(Ones))]
    [TestCase("zero", typeof(Zeros))]
    [TestCase("zeros", typeof(Zeros))]
    [TestCase("identity", typeof(Identity))]
    [TestCase("IdentityInitializer", typeof(Identity))]
    [TestCase("orthogonal", typeof(Orthogonal))]
    [TestCase("OrthogonalInitializer", typeof(Orthogonal))]
    [TestCase("lecun_normal", typeof(LecunNormal))]
    [TestCase("GlorotUniform", typeof(GlorotUniform))]
    public void NamesAndAliasesAreThoseOfKeras(string name, Type expected)
    {
        Assert.That((Initializer)name, Is.TypeOf(expected));
        JsonObject serialized = new() { ["class_name"] = name == expected.Name || name.EndsWith("Initializer", StringComparison.Ordinal) ? name : expected.Name };
        Assert.That(KerasRegistry.Deserialize(typeof(Initializer), serialized), Is.TypeOf(expected));
    }

    private static IEnumerable<TestCaseData> Refusals()
    {
        TestCaseData Case(string name, string received, Func<Initializer> make) =>
            new TestCaseData(name, received, make).SetArgDisplayNames($"{name} {received}");
        yield return Case("stddev", "-1", () => new RandomNormal(stddev: -1));
        yield return Case("mean", "NaN", () => new RandomNormal(mean: double.NaN));
        yield return Case("stddev", "Infinity", () => new TruncatedNormal(stddev: double.PositiveInfinity));
        yield return Case("mean", "NaN", () => new TruncatedNormal(mean: double.NaN));
        yield return Case("minval", "2", () => new RandomUniform(2, 1));
        yield return Case("maxval", "NaN", () => new RandomUniform(maxval: double.NaN));
        yield return Case("minval", "NaN", () => new RandomUniform(minval: double.NaN));
        yield return Case("scale", "0", () => new VarianceScaling(0));
        yield return Case("scale", "NaN", () => new VarianceScaling(double.NaN));
        yield return Case("mode", "'fan_inn'", () => new VarianceScaling(1, "fan_inn"));
        yield return Case("distribution", "'gauss'", () => new VarianceScaling(distribution: "gauss"));
        yield return Case("side", "'left'", () => new STFT("left"));
        yield return Case("window", "'han'", () => new STFT(window: "han"));
        yield return Case("scaling", "'size'", () => new STFT(scaling: "size"));
        yield return Case("gain", "NaN", () => new Orthogonal(double.NaN));
        yield return Case("gain", "Infinity", () => new Identity(double.PositiveInfinity));
    }

    [TestCaseSource(nameof(Refusals))]
    public void RefusesWhatIsOutsideOfItsRange(string name, string received, object make) => Assert.That(
        () => ((Func<Initializer>)make)(),
        Throws.InstanceOf<ArgumentException>().With.Message.Contains(name).And.Message.Contains("Received " + received));
}
