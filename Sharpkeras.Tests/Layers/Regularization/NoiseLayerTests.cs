using System.Text.Json.Nodes;
using Sharpkeras.Diagnostics;
using Sharpkeras.Layers;
using Sharpkeras.Serialization;
using Sharpkeras.Tests.Goldens;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Layers;

/// <summary>
/// Noise layers as distributions over a million values: a mean is within 5 standard errors of the true one with a probability of
/// 1 − 6·10⁻⁷, and the seeds are fixed.
/// </summary>
[OnDevices]
public sealed class NoiseLayerTests
{
    private const int Count = 1_000_000;

    /// <summary>Five standard errors of the mean of values with deviation 1.</summary>
    private static readonly double Bound = 5 / Math.Sqrt(Count);

    private static readonly Func<Layer>[] Layers =
    [
        () => new GaussianNoise(0.5, seed: 3), () => new GaussianDropout(0.25, seed: 3), () => new AlphaDropout(0.25, seed: 3),
        () => new AlphaDropout(0.25, noiseShape: [-1, 1], seed: 3),
    ];

    [Test]
    public void GaussianNoiseAddsNormalNumbers()
    {
        using var scope = new TensorScope();
        (double mean, double deviation) = Moments(new GaussianNoise(0.5, seed: 3).Call(Ops.Full([1000, 1000], 2), training: true));
        Assert.That(mean, Is.EqualTo(2).Within(0.5 * Bound));
        Assert.That(deviation, Is.EqualTo(0.5).Within(0.5 * Bound));
    }

    [Test]
    public void GaussianDropoutMultipliesByNormalNumbersAroundOne()
    {
        using var scope = new TensorScope();
        (double mean, double deviation) = Moments(new GaussianDropout(0.2, seed: 3).Call(Ops.Full([1000, 1000], 2), training: true));
        Assert.That(mean, Is.EqualTo(2).Within(Bound));
        Assert.That(deviation, Is.EqualTo(1).Within(Bound), "2 · √(0.2 / 0.8)");
    }

    [Test]
    public void AlphaDropoutKeepsMeanAndVariance()
    {
        using var scope = new TensorScope();
        Tensor x = new GaussianNoise(1, seed: 8).Call(Ops.Zeros([1000, 1000]), training: true);
        Tensor y = new AlphaDropout(0.3, seed: 3).Call(x, training: true);
        (double mean, double deviation) = Moments(y);

        // the fourth moment of the mixture is below 9, so that a variance has a standard error below √8 / √n, and a deviation half of it
        Assert.That(mean, Is.EqualTo(0).Within(Bound));
        Assert.That(deviation, Is.EqualTo(1).Within(1.5 * Bound));
        double saturation = -1.6732632423543772 * 1.0507009873554805;
        double a = 1 / Math.Sqrt(0.7 * (1 + (0.3 * saturation * saturation)));
        double replaced = (a * saturation) - (a * saturation * 0.3);
        double share = y.ToArray<float>().Count(value => Math.Abs(value - replaced) < 1e-6) / (double)Count;
        Assert.That(share, Is.EqualTo(0.3).Within(Math.Sqrt(0.21) * Bound + 1e-5), "some values lie there by themselves: density · 2·10⁻⁶");
    }

    [Test]
    public void AlphaDropoutWithANoiseShapeReplacesWholeRows()
    {
        using var scope = new TensorScope();
        float[] y = new AlphaDropout(0.5, noiseShape: [-1, 1], seed: 3).Call(Ops.Ones([400, 5]), training: true).ToArray<float>();
        float[][] rows = [.. y.Chunk(5)];
        Assert.That(rows, Has.All.Matches<float[]>(row => row.Distinct().Count() == 1));
        Assert.That(rows.Select(row => row[0]).Distinct().Count(), Is.EqualTo(2));
    }

    [Test]
    public void UseChangesNothing()
    {
        using var scope = new TensorScope();
        Tensor x = Ops.Ones([3, 7]);
        Assert.That(Layers.Select(make => make().Call(x).ToArray<float>()), Has.All.EqualTo(x.ToArray<float>()));
        Layer[] idle = [new GaussianNoise(0), new GaussianDropout(0), new AlphaDropout(0)];
        Assert.That(idle.Select(layer => layer.Call(x, training: true).ToArray<float>()), Has.All.EqualTo(x.ToArray<float>()));
    }

    [Test]
    public void TheSeedFixesTheNumbersAndCallsDiffer()
    {
        using var scope = new TensorScope();
        Tensor x = Ops.Ones([13, 7]);
        foreach (Func<Layer> make in Layers)
        {
            (Layer first, Layer second) = (make(), make());
            float[] drawn = first.Call(x, training: true).ToArray<float>();
            Assert.That(second.Call(x, training: true).ToArray<float>(), Is.EqualTo(drawn));
            Assert.That(first.Call(x, training: true).ToArray<float>(), Is.Not.EqualTo(drawn));
        }
    }

    [Test]
    public void SymbolicCallsDrawNothing()
    {
        using var scope = new TensorScope();
        Tensor x = Ops.Ones([13, 7]);
        foreach (Func<Layer> make in Layers)
        {
            (Layer plain, Layer symbolic) = (make(), make());
            Tensor meta = Sharpkeras.Devices.BackendProvider.Get(Device.Meta).Rent(x.Shape, DType.Float32);
            Assert.That(symbolic.Call(meta, training: true).Shape, Is.EqualTo(x.Shape));
            Assert.That(symbolic.Call(x, training: true).ToArray<float>(), Is.EqualTo(plain.Call(x, training: true).ToArray<float>()));
        }
    }

    [Test]
    public void GradientsAreThoseOfTheDrawnFunction()
    {
        foreach ((Layer layer, bool isSum) in ((Layer, bool)[])[(new GaussianNoise(0.5, seed: 3), true), (new GaussianDropout(0.25, seed: 3), false)])
        {
            using var tape = new GradientTape();
            Tensor x = Ops.Ones([5, 3]);
            tape.Watch(x);
            Tensor y = layer.Call(x, training: true);
            float[] gradient = tape.Gradient(Ops.Sum(y), x).ToArray<float>();
            Assert.That(gradient, Is.EqualTo(isSum ? x.ToArray<float>() : y.ToArray<float>()), layer.Name);
        }
    }

    [Test]
    public void NoSample()
    {
        using var scope = new TensorScope();
        Assert.That(Layers.Select(make => make().Call(Ops.Zeros([0, 7]), training: true).Shape), Has.All.EqualTo(Shape.Create([0, 7])));
    }

    [TestCase(-0.1)]
    [TestCase(1.1)]
    [TestCase(double.NaN)]
    public void RatesOutsideOfTheirRange(double value)
    {
        foreach (Func<double, Layer> make in (Func<double, Layer>[])[x => new GaussianNoise(x), x => new GaussianDropout(x), x => new AlphaDropout(x)])
        {
            Assert.That(() => make(value), Throws.InstanceOf<ArgumentException>().With.Message.Contains(Text.Of(value)).And.Message.Contains("[0, 1"));
        }
    }

    [Test]
    public void ARateOfOneLeavesNothingToScale()
    {
        Assert.That(() => new GaussianDropout(1), Throws.InstanceOf<ArgumentException>().With.Message.Contains("[0, 1)"));
        Assert.That(() => new AlphaDropout(1), Throws.InstanceOf<ArgumentException>().With.Message.Contains("[0, 1)"));
    }

    [Test]
    public void ANoiseShapeOfAnotherRank() =>
        Assert.That(
            () => new AlphaDropout(0.5, noiseShape: [1]).Call(Ops.Zeros([2, 3]), training: true),
            Throws.InstanceOf<ShapeException>().With.Message.Contains("[1]").And.Message.Contains("[2, 3]"));

    [Test]
    public void ConfigsComeBackTheSame()
    {
        foreach (Func<Layer> make in Layers)
        {
            JsonObject config = ConfigJson.Serialize(make());
            var again = (Layer)KerasRegistry.Deserialize(typeof(Layer), JsonNode.Parse(config.ToJsonString())!);
            Assert.That(PlainJson.Of(again.GetConfig()), Is.EqualTo(PlainJson.Of(config["config"])));
        }

        Assert.That(
            PlainJson.Of(new GaussianNoise(0.5, seed: 3, name: "g").GetConfig()["stddev"]) + PlainJson.Of(new AlphaDropout(0.5, [-1, 1]).GetConfig()["noise_shape"]),
            Is.EqualTo("0.5[null, 1]"));
    }

    private static (double Mean, double Deviation) Moments(Tensor x)
    {
        double[] values = x.Cast(DType.Float64).ToArray<double>();
        double mean = values.Average();
        return (mean, Math.Sqrt(values.Average(value => (value - mean) * (value - mean))));
    }
}
