using System.Text.Json.Nodes;
using Sharpkeras.Activations;
using Sharpkeras.Diagnostics;
using Sharpkeras.Layers;
using Sharpkeras.Serialization;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Layers;

/// <summary>The layers that apply activations: arguments, masks, shapes; their numbers are Keras's (goldens).</summary>
[OnDevices]
public sealed class ActivationLayerTests
{
    [Test]
    public void ArgumentsOutsideTheirRange()
    {
        Refused(() => new ReLU(maxValue: -1), "maxValue", "-1", "at least 0");
        Refused(() => new ReLU(negativeSlope: -0.5), "negativeSlope", "-0.5");
        Refused(() => new ReLU(threshold: double.NaN), "threshold", "NaN");
        Refused(() => new LeakyReLU(-0.1), "negativeSlope", "-0.1");
        Refused(() => new ELU(double.NaN), "alpha", "NaN");
        Refused(() => new PReLU(sharedAxes: [1, 0]), "sharedAxes", "0");
        Refused(() => new Softmax(new[] { 1, 1 }), "axis", "[1, 1]");
        Refused(() => new Softmax(Array.Empty<int>()), "axis", "[]");
    }

    [Test]
    public void SlopesNeedAKnownShape()
    {
        Refused(() => new PReLU(sharedAxes: [3], name: "slopes").Call(Ops.Zeros([2, 3, 4])), "slopes", "axis 3", "[?, 3, 4]", "from 1 to 2");
        var layer = new PReLU(sharedAxes: [1]);
        Assert.That(layer.Call(Ops.Zeros([2, 3, 4])).Shape, Is.EqualTo(Shape.Create([2, 3, 4])));
        Assert.That(layer.Weights[0].Value.Shape, Is.EqualTo(Shape.Create([1, 4])));
        Assert.That(layer.Call(Ops.Zeros([5, 7, 4])).Shape, Is.EqualTo(Shape.Create([5, 7, 4])), "a shared axis may change its length");
        Refused(() => layer.Call(Ops.Zeros([2, 3, 1])), "PReLU", "[1, 4]", "[2, 3, 1]");
    }

    [Test]
    [NoLeak]
    public void SoftmaxOverSeveralAxes()
    {
        Tensor x = Ops.Arange(12, DType.Float32).Reshape([1, 3, 4]);
        Tensor y = new Softmax(new[] { 1, 2 }).Call(x);
        Assert.That(y.Sum().Item<float>(), Is.EqualTo(1).Within(1e-6));
        Assert.That(y[0, 2, 3].Item<float>() / y[0, 0, 3].Item<float>(), Is.EqualTo(Math.Exp(8)).Within(1e-3).Percent);
    }

    [Test]
    [NoLeak]
    public void SoftmaxLeavesMaskedPlacesOut()
    {
        Tensor x = new[,] { { 1f, 2f, 3f }, { 1f, 2f, 3f } };
        x.SetMask(Mask(new[,] { { true, false, true }, { false, false, false } }));
        float[] y = new Softmax().Call(x).ToArray<float>();
        float first = 1 / (1 + MathF.Exp(2));
        Assert.That(y, Is.EqualTo((float[])[first, 0, 1 - first, 0, 0, 0]).Within(1e-6));
    }

    [Test]
    public void ConfigsGiveTheSameLayer()
    {
        Same(new ReLU(6, 0.1, 0.2, name: "a"), ("max_value", 6.0), ("negative_slope", 0.1), ("threshold", 0.2));
        Same(new ReLU(name: "b"), ("max_value", null), ("negative_slope", 0.0), ("threshold", 0.0));
        Same(new LeakyReLU(name: "c"), ("negative_slope", 0.3));
        Same(new ELU(0.5, name: "d"), ("alpha", 0.5));
        Same(new Softmax(name: "e"), ("axis", -1));
        Assert.That(Same(new Softmax(new[] { 1, -1 }, name: "f"))["axis"]!.ToJsonString(), Is.EqualTo("[1,-1]"));
        JsonObject slopes = Same(new PReLU("ones", sharedAxes: [1, 2], name: "g"));
        Assert.That(slopes["shared_axes"]!.ToJsonString(), Is.EqualTo("[1,2]"));
        Assert.That(slopes["alpha_initializer"]!["class_name"]!.ToString(), Is.EqualTo("Ones"));
    }

    [Test]
    public void ALayerServesAsActivation()
    {
        var dense = new Dense(3, activation: new PReLU("ones", name: "slopes"), name: "sums");
        Tensor x = Ops.Full([2, 4], -1);
        dense.Call(x);
        Assert.That(dense.Weights.Select(weight => weight.Path), Is.EqualTo((string[])["sums/kernel", "sums/bias", "sums/slopes/alpha"]));

        JsonObject config = dense.GetConfig();
        Assert.That(config["activation"]!["class_name"]!.ToString(), Is.EqualTo("PReLU"));
        Assert.That(config["activation"]!["module"]!.ToString(), Is.EqualTo("keras.layers"));
        var again = (Dense)Config.Create(typeof(Dense), config);
        again.Call(x);
        Assert.That(again.GetConfig().ToJsonString(), Is.EqualTo(config.ToJsonString()));
        again.SetWeights(dense.GetWeights());
        Assert.That(again.Call(x).ToArray<float>(), Is.EqualTo(dense.Call(x).ToArray<float>()));
    }

    [Test]
    public void KerassFormsOfFunctions()
    {
        var function = JsonNode.Parse("""{"module": "builtins", "class_name": "function", "config": "mish", "registered_name": "function"}""")!;
        Assert.That(ActivationFunction.FromConfig(function).Name, Is.EqualTo("mish"));
        ActivationFunction.Register(new ActivationFunction("twice", x => x * 2));
        var own = JsonNode.Parse("""{"module": "builtins", "class_name": "function", "config": "my_package>twice", "registered_name": "function"}""")!;
        Assert.That(ActivationFunction.FromConfig(own).Call(new[] { 3f }).ToArray<float>(), Is.EqualTo((float[])[6]));
        Assert.That(((ActivationFunction)"swish").Name, Is.EqualTo("silu"), "an alias is saved under Keras's name");
        Assert.That(((ActivationFunction)"hard_swish").Name, Is.EqualTo("hard_silu"));
        Assert.That(
            () => new Activation("threshold").Call(Ops.Zeros([1])),
            Throws.ArgumentException.With.Message.Contains("Threshold").And.Message.Contains("'threshold'"));
        Assert.That(() => ActivationFunction.FromConfig(JsonNode.Parse("""{"class_name": "Nothing", "config": {}}""")!), Throws.ArgumentException);
    }

    [Test]
    public void AMaskGoesThrough()
    {
        Layer[] layers = [new ReLU(), new LeakyReLU(), new ELU(), new PReLU(), new Activation("mish")];
        foreach (Layer layer in layers)
        {
            Tensor x = Ops.Zeros([2, 3]);
            x.SetMask(Mask(new[,] { { true, false, true }, { false, false, true } }));
            Assert.That(layer.Call(x).Mask, Is.SameAs(x.Mask), layer.ClassName);
        }
    }

    private static Tensor Mask(bool[,] keep) => Tensor.From(keep);

    private static JsonObject Same(Layer layer, params (string Key, object? Value)[] entries)
    {
        JsonObject config = layer.GetConfig();
        foreach (var (key, value) in entries)
        {
            Assert.That(config.ContainsKey(key), Is.True, key);
            Assert.That(config[key]?.ToJsonString(), Is.EqualTo(value == null ? null : JsonValue.Create((dynamic)value).ToJsonString()), key);
        }

        var again = (Layer)Config.Create(layer.GetType(), config);
        Assert.That(again.GetConfig().ToJsonString(), Is.EqualTo(config.ToJsonString()));
        return config;
    }

    private static void Refused(Action action, params string[] parts)
    {
        Exception? error = Assert.Catch<ArgumentException>(action);
        foreach (string part in parts)
        {
            Assert.That(error!.Message, Does.Contain(part));
        }
    }
}
