using System.Text.Json.Nodes;
using Sharpkeras.Diagnostics;
using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Serialization;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Layers;

/// <summary>Functions as layers.</summary>
[OnDevices]
public sealed class LambdaTests
{
    [Test]
    public void FunctionsOfOneTensorAndOfSeveral()
    {
        Tensor x = LayerCheck.Numbers([2, 3]);
        var square = new Lambda(x => x * x, dtype: DType.Float64);
        Assert.That(square.Call(x).ToArray<double>(), Is.EqualTo(x.ToArray<double>().Select(value => value * value)));
        LayerCheck.Gradients(square, x);
        LayerCheck.Shapes(square, x);
        var both = new Lambda((Tensors inputs) => new[] { inputs[0] + inputs[1], inputs[0] - inputs[1] }, dtype: DType.Float64);
        Assert.That(both.CallAll([x, x])[1].ToArray<double>(), Is.All.EqualTo(0));
        LayerCheck.Gradients(both, x, LayerCheck.Numbers([2, 3], 2));
        var model = new Sequential([new InputLayer([4]), new Lambda(x => x[.., ..2])]);
        Assert.That(model.Call(Ops.Ones([3, 4])).Shape, Is.EqualTo(Shape.Create([3, 2])));
    }

    [Test]
    public void AFunctionOfValuesNeedsTheShapeOfItsResult()
    {
        Func<Tensor, Tensor> byValue = x => x * x.ToArray<float>().Max();
        Assert.That(() => new Sequential([new InputLayer([4]), new Lambda(byValue)]), Throws.InvalidOperationException.With.Message.Contains("values"));
        var model = new Sequential([new InputLayer([4]), new Lambda(byValue, outputShape: [4]), new Dense(2)]);
        Assert.That(model.Call(Ops.Full([3, 4], 2)).Shape, Is.EqualTo(Shape.Create([3, 2])));
        Assert.That(
            () => new Lambda(byValue, outputShape: [4, 1], name: "wrong").Call(Ops.Ones([3, 4])),
            Throws.InstanceOf<ShapeException>().With.Message.Contains("wrong (Lambda)"));
    }

    [Test]
    public void AFunctionMakesTheMask()
    {
        var layer = new Lambda(
            new LambdaFunction("twice", inputs => inputs[0] * 2), mask: new LambdaFunction("positive", inputs => Ops.Greater(inputs[0], Ops.ZerosLike(inputs[0]))));
        Assert.That(layer.Call(Tensor.From(new[] { -1f, 2f })).Mask!.ToArray<bool>(), Is.EqualTo(new[] { false, true }));
        Assert.That(new Lambda(x => x * 2).Call(Ops.WithMask(Ops.Ones([2]), Ops.Ones([2], DType.Bool))).Mask, Is.Null);
    }

    [Test]
    public void FilesKeepTheNameOfARegisteredFunction()
    {
        LambdaFunction.Register(new LambdaFunction("LambdaTests.triple", inputs => inputs[0] * 3));
        LambdaFunction.Register(new LambdaFunction("LambdaTests.all", inputs => Ops.OnesLike(inputs[0]).Cast(DType.Bool)));
        var named = new LambdaFunction("LambdaTests.triple", inputs => inputs[0] * 3);
        Layer again = LayerCheck.RoundTrip(new Lambda(named, [2], new LambdaFunction("LambdaTests.all", inputs => inputs)));
        Assert.That(again.Call(Ops.Ones([1, 2])).ToArray<float>(), Is.All.EqualTo(3f));
        Assert.That(again.Call(Ops.Ones([1, 2])).Mask!.ToArray<bool>(), Is.All.True);
        Assert.That(again.GetConfig()["output_shape"]!.ToJsonString(), Is.EqualTo("[2]"));
        Assert.That(again.GetConfig()["arguments"]!.ToJsonString(), Is.EqualTo("{}"));
    }

    [Test]
    public void WhatCannotBeWrittenOrReadIsRefused()
    {
        Assert.That(() => new Lambda(x => x * 2).GetConfig(), Throws.InvalidOperationException.With.Message.Contains("LambdaFunction.Register"));
        Assert.That(() => LambdaFunction.Register((Func<Tensor, Tensor>)(x => x)), Throws.ArgumentException.With.Message.Contains("name"));
        Assert.That(() => new LambdaFunction(" ", x => x), Throws.ArgumentException);
        JsonObject config = ConfigJson.Serialize(new Lambda(new LambdaFunction("LambdaTests.unknown", x => x)));
        Assert.That(
            () => KerasRegistry.Deserialize(typeof(Layer), config),
            Throws.ArgumentException.With.Message.Contains("LambdaTests.unknown").And.Message.Contains("Register"));
        var code = new JsonObject { ["code"] = "4wEAAAAAAAAA", ["defaults"] = null, ["closure"] = null };
        config["config"]!["function"] = new JsonObject { ["class_name"] = "__lambda__", ["config"] = code };
        Assert.That(() => KerasRegistry.Deserialize(typeof(Layer), config), Throws.ArgumentException.With.Message.Contains("Python bytecode"));
        config["config"]!["function"] = "LambdaTests.unknown";
        config["config"]!["arguments"] = new JsonObject { ["factor"] = 2 };
        Assert.That(() => KerasRegistry.Deserialize(typeof(Layer), config), Throws.ArgumentException);
    }
}
