using System.Text.Json.Nodes;
using Sharpkeras.Diagnostics;
using Sharpkeras.Layers;
using Sharpkeras.Serialization;
using Sharpkeras.Tests.Goldens;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Layers;

/// <summary>Spatial dropout: whole channels, the share of them, and nothing in use.</summary>
[OnDevices]
public sealed class SpatialDropoutTests
{
    private const double Rate = 0.3;

    private static readonly (Func<Layer> Make, Shape Input, int Channels)[] Layers =
    [
        (() => new SpatialDropout1D(Rate, seed: 5), [200, 3, 50], 2),
        (() => new SpatialDropout2D(Rate, seed: 5), [200, 2, 3, 50], 3),
        (() => new SpatialDropout2D(Rate, DataFormat.ChannelsFirst, seed: 5), [200, 50, 2, 3], 1),
        (() => new SpatialDropout3D(Rate, seed: 5), [200, 1, 2, 3, 50], 4),
        (() => new SpatialDropout3D(Rate, DataFormat.ChannelsFirst, seed: 5), [200, 50, 1, 2, 3], 1),
    ];

    [Test]
    public void WholeChannelsBecomeZeroAndTheOthersGrow()
    {
        foreach (var (make, shape, channels) in Layers)
        {
            using var scope = new TensorScope();
            Tensor y = make().Call(Ops.Ones(shape), training: true);
            int[] spatial = [.. Enumerable.Range(1, shape.Rank - 1).Where(axis => axis != channels)];
            float[] smallest = Ops.Min(y, spatial).ToArray<float>();
            Assert.That(Ops.Max(y, spatial).ToArray<float>(), Is.EqualTo(smallest), "one value a channel");
            Assert.That(smallest.Where(value => value != 0), Has.All.EqualTo((float)(1 / (1 - Rate))).Within(1e-6));

            // 10,000 draws: five standard errors of a share are 5·√(0.21 / 10000)
            Assert.That(smallest.Count(value => value == 0) / 10_000.0, Is.EqualTo(Rate).Within(0.023));
        }
    }

    [Test]
    public void UseChangesNothing()
    {
        foreach (var (make, shape, _) in Layers)
        {
            using var scope = new TensorScope();
            Tensor x = Ops.Ones(shape);
            Assert.That(make().Call(x).ToArray<float>(), Is.EqualTo(x.ToArray<float>()));
        }

        Assert.That(new SpatialDropout1D(0).Call(Ops.Ones([1, 2, 2]), training: true).ToArray<float>(), Has.All.EqualTo(1));
        Assert.That(new SpatialDropout1D(1).Call(Ops.Ones([1, 2, 2]), training: true).ToArray<float>(), Has.All.EqualTo(0));
    }

    [Test]
    public void RatesAndRanksThatDoNotFit()
    {
        Assert.That(() => new SpatialDropout1D(1.1), Throws.InstanceOf<ArgumentException>().With.Message.Contains("spatial_dropout1d").And.Message.Contains("1.1"));
        Assert.That(() => new SpatialDropout2D(-1), Throws.InstanceOf<ArgumentException>().With.Message.Contains("rate"));
        Assert.That(() => new SpatialDropout3D(double.NaN), Throws.InstanceOf<ArgumentException>().With.Message.Contains("rate"));
        Assert.That(() => new SpatialDropout2D(0.5).Call(Ops.Zeros([2, 3, 4])), Throws.InstanceOf<ShapeException>().With.Message.Contains("rank 4"));
    }

    [Test]
    public void ConfigsHaveKerassKeys()
    {
        foreach (var (make, _, channels) in Layers)
        {
            Layer layer = make();
            JsonObject config = ConfigJson.Serialize(layer);
            string[] keys = layer is SpatialDropout1D ? ["dtype", "name", "rate", "seed"] : ["data_format", "dtype", "name", "rate", "seed"];
            Assert.That(layer.GetConfig().Select(pair => pair.Key), Is.EquivalentTo(keys));
            var again = (Layer)KerasRegistry.Deserialize(typeof(Layer), JsonNode.Parse(config.ToJsonString())!);
            Assert.That(PlainJson.Of(again.GetConfig()), Is.EqualTo(PlainJson.Of(config["config"])), $"channels at {channels}");
        }
    }
}
