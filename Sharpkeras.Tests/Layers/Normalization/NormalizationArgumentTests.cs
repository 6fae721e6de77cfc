using System.Text.Json.Nodes;
using Sharpkeras.Diagnostics;
using Sharpkeras.Layers;
using Sharpkeras.Serialization;
using Sharpkeras.Tests.Goldens;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Layers;

/// <summary>What the normalization layers refuse, and their configs.</summary>
[OnDevices]
public sealed class NormalizationArgumentTests
{
    private static readonly (Func<Layer> Make, string[] Words)[] Refused =
    [
        (() => new BatchNormalization(momentum: 1.5), ["momentum", "1.5", "[0, 1]"]),
        (() => new BatchNormalization(momentum: double.NaN), ["momentum", "nan"]),
        (() => new BatchNormalization(epsilon: -1), ["epsilon", "-1"]),
        (() => new BatchNormalization(epsilon: double.NaN), ["epsilon", "nan"]),
        (() => new BatchNormalization(renormMomentum: -0.1), ["renormMomentum", "-0.1"]),
        (() => new BatchNormalization(renorm: true, renormClipping: new RenormClipping(rmax: 1, rmin: 2)), ["rmax", "rmin", "1", "2"]),
        (() => new BatchNormalization(renorm: true, renormClipping: new RenormClipping(dmax: -1)), ["dmax", "-1"]),
        (() => new LayerNormalization(epsilon: -1), ["epsilon", "-1"]),
        (() => new LayerNormalization(axis: []), ["axis"]),
        (() => new GroupNormalization(0), ["groups", "0", "-1"]),
        (() => new GroupNormalization(-2), ["groups", "-2"]),
        (() => new GroupNormalization(epsilon: double.PositiveInfinity), ["epsilon", "inf"]),
        (() => new RMSNormalization(epsilon: -1e-6), ["epsilon"]),
        (() => new RMSNormalization(axis: []), ["axis"]),
        (() => new UnitNormalization(axis: []), ["axis"]),
    ];

    private static readonly (Func<Layer> Make, Shape Input, string[] Words)[] RefusedInputs =
    [
        (() => new BatchNormalization(axis: 2), [4, 5], ["axis 2", "[?, 5]"]),
        (() => new BatchNormalization(axis: 0), [4, 5], ["axis 0", "known"]),
        (() => new LayerNormalization(axis: [1, -1]), [4, 5], ["twice"]),
        (() => new LayerNormalization(axis: -3), [4, 5], ["axis -3"]),
        (() => new GroupNormalization(4), [2, 3, 6], ["groups", "4", "6"]),
        (() => new GroupNormalization(8), [2, 3, 4], ["groups", "8", "4"]),
        (() => new GroupNormalization(2, axis: 0), [4, 4], ["axis = 0"]),
        (() => new RMSNormalization(axis: 3), [4, 5], ["axis 3"]),
        (() => new UnitNormalization(axis: [1, 2]), [4, 5], ["axis 2"]),
    ];

    private static readonly Func<Layer>[] Layers =
    [
        () => new BatchNormalization(1, 0.5, 1e-4, false, false, "ones", "zeros", "ones", "zeros", "l2", "l1", "non_neg", "non_neg", true, new RenormClipping(rmax: 3, dmax: 5), 0.25, true),
        () => new BatchNormalization(renorm: true),
        () => new LayerNormalization([1, -1], 1e-4, false, false, "ones", "zeros", "l2", "l1", "non_neg", "non_neg", true),
        () => new LayerNormalization(2),
        () => new GroupNormalization(-1, 1, 1e-4, false, false, "ones", "zeros", "l2", "l1", "non_neg", "non_neg"),
        () => new RMSNormalization([1], 1e-4),
        () => new UnitNormalization([-2, -1]),
    ];

    [Test]
    public void ArgumentsOutsideTheirRange()
    {
        foreach (var (make, words) in Refused)
        {
            string message = Assert.Catch<ArgumentException>(() => make())!.Message;
            Assert.That(words.Where(word => !message.Contains(word, StringComparison.OrdinalIgnoreCase)), Is.Empty, message);
        }
    }

    [Test]
    public void InputsThatDoNotFit()
    {
        foreach (var (make, shape, words) in RefusedInputs)
        {
            string message = Assert.Catch<ArgumentException>(() => make().Call(Ops.Zeros(shape)))!.Message;
            Assert.That(words.Where(word => !message.Contains(word, StringComparison.Ordinal)), Is.Empty, message);
        }
    }

    [Test]
    public void AnInputOfAnotherLengthThanTheLayerWasBuiltFor()
    {
        var layer = new BatchNormalization();
        layer.Call(Ops.Zeros([2, 3]));
        Assert.That(() => layer.Call(Ops.Zeros([2, 4])), Throws.InstanceOf<ShapeException>().With.Message.Contains("3"));
        Assert.That(() => layer.Call(Ops.Zeros([2, 2, 3])), Throws.InstanceOf<ShapeException>().With.Message.Contains("rank 2"));
    }

    [Test]
    public void ConfigsComeBackTheSame()
    {
        foreach (Func<Layer> make in Layers)
        {
            JsonObject config = ConfigJson.Serialize(make());
            var again = (Layer)KerasRegistry.Deserialize(typeof(Layer), JsonNode.Parse(config.ToJsonString())!);
            Assert.That(PlainJson.Of(again.GetConfig()), Is.EqualTo(PlainJson.Of(config["config"])));
        }
    }

    [Test]
    public void UnknownBoundsOfRenormalizationAreNamed() =>
        Assert.That(
            () => KerasRegistry.Deserialize(
                typeof(Layer), JsonNode.Parse("""{"class_name": "BatchNormalization", "config": {"renorm": true, "renorm_clipping": {"qmax": 1}}}""")!),
            Throws.InstanceOf<ArgumentException>().With.Message.Contains("qmax"));

    [Test]
    public void AZeroVectorStaysZeroAndHasAFiniteGradient()
    {
        using var tape = new GradientTape();
        Tensor x = Ops.Zeros([1, 3]);
        tape.Watch(x);
        Tensor y = new UnitNormalization().Call(x);
        Assert.That(y.ToArray<float>(), Is.EqualTo((float[])[0, 0, 0]));
        Assert.That(tape.Gradient(Ops.Sum(y), x).ToArray<float>(), Has.All.Matches<float>(float.IsFinite));
    }
}
