using System.Text.Json.Nodes;
using Sharpkeras.Diagnostics;
using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Serialization;
using Sharpkeras.Tests.Goldens;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Layers;

/// <summary>A scale and an offset for all values, and for each channel.</summary>
[OnDevices]
public sealed class RescalingTests
{
    [Test]
    public void NumbersAndArraysBroadcast()
    {
        Tensor x = Tensor.From(new[,] { { 1f, 2 }, { 3, 4 } });
        Assert.That(new Rescaling(2, -1).Call(x).ToArray<float>(), Is.EqualTo((float[])[1, 3, 5, 7]));
        Assert.That(new Rescaling([2, 10], [0.5, -1]).Call(x).ToArray<float>(), Is.EqualTo((float[])[2.5f, 19, 6.5f, 39]));
        Assert.That(new Rescaling(new NumberArray([2, 10], [2, 1])).Call(x).ToArray<float>(), Is.EqualTo((float[])[2, 4, 30, 40]));
        Assert.That(new Rescaling(2, [1, 2]).Call(Tensor.From(new byte[] { 3, 4 }).Reshape([1, 2])).ToArray<float>(), Is.EqualTo((float[])[7, 10]));
        Assert.That(new Sequential([new InputLayer([5, 3]), new Rescaling([1, 2, 3])]).Predict(Ops.Ones([2, 5, 3])).Shape, Is.EqualTo(Shape.Create([2, 5, 3])));
        Assert.That(() => new Rescaling([1, 2, 3]).Call(x), Throws.InstanceOf<ShapeException>());
        Assert.That(() => new Rescaling(null!), Throws.ArgumentNullException);
    }

    [Test]
    public void ArraysAreInTheConfig()
    {
        JsonObject config = ConfigJson.Serialize(new Rescaling([1, 2], 0.5, name: "scaling"));
        Assert.That(PlainJson.Of(config["config"]!["scale"]), Is.EqualTo(PlainJson.Of(JsonNode.Parse("[1, 2]"))));
        var again = (Rescaling)KerasRegistry.Deserialize(typeof(Layer), config);
        Assert.That(again.Scale, Is.EqualTo((double[])[1, 2]));
        Assert.That(again.Offset, Is.EqualTo((double[])[0.5]));
    }
}
