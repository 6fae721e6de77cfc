using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Models;

/// <summary>What the layers of a model make of an input, and variables by name.</summary>
[OnDevices]
public sealed class ActivationsTests
{
    private static readonly float[,] Rows = { { 1, -2, 3 }, { 0.5f, 0, -1 } };

    [Test]
    public void OfASequentialModel()
    {
        var model = new Sequential([new InputLayer([3], name: "rows"), new Dense(4, activation: "relu", name: "hidden"), new Dropout(0.5, name: "drop"), new Dense(2, name: "out")]);
        Tensor x = Rows;
        LayerActivations seen = model.Activations(x);
        Assert.That(seen.Select(entry => entry.Name), Is.EqualTo(new[] { "rows", "hidden", "drop", "out" }));
        Same(seen["rows"], x);
        Same(seen["hidden"], model.GetLayer("hidden").Call(x));
        Same(seen["drop"], seen["hidden"]);
        Same(seen["out"], model.Predict(x));
        Assert.That(() => seen["hiden"], Throws.ArgumentException.With.Message.Contains("hidden"));
    }

    [Test]
    public void OfAFunctionalModelWithASharedLayer()
    {
        Tensor a = Keras.Input([3], name: "a");
        Tensor b = Keras.Input([3], name: "b");
        var shared = new Dense(2, name: "shared");
        Tensor early = shared.Call(a);
        var model = new Functional((Tensor[])[a, b], (Tensor[])[early, new Add(name: "sum").Call([early, shared.Call(b)])]);
        Tensor x = Rows;
        LayerActivations seen = model.Activations(new Dictionary<string, Tensor> { ["b"] = x * 2, ["a"] = x });
        Assert.That(seen.Select(entry => entry.Name), Is.EqualTo(new[] { "a", "b", "shared_1", "shared", "sum" }).Or.EqualTo(new[] { "a", "b", "shared", "shared_1", "sum" }));
        Tensors outputs = model.PredictAll((Tensor[])[x, x * 2]);
        Same(seen["sum"], outputs[1]);
        Same(seen["b"], x * 2);
    }

    [Test]
    public void OfAModelOfOnesOwn()
    {
        var model = new Net();
        Tensor x = Rows;
        LayerActivations seen = model.Activations(x);
        Assert.That(seen.Select(entry => entry.Name), Is.EqualTo(new[] { "input", "first", "second", "output" }));
        Same(seen["output"], model.Predict(x));
        Same(seen["second"] * 2, seen["output"]);
    }

    [Test]
    [NoLeak]
    public void TheyLiveInTheCallersScope()
    {
        using var scope = new TensorScope();
        var model = new Net();
        using (var inner = new TensorScope())
        {
            Assert.That(model.Activations(Rows)["first"].Shape, Is.EqualTo(Shape.Create([2, 4])));
        }
    }

    [Test]
    public void VariablesByName()
    {
        var model = new Net(name: "net");
        model.Build([-1, 3]);
        Assert.That(model.Variables.Select(variable => variable.Path), Is.EqualTo(new[] { "net/first/kernel", "net/first/bias", "net/second/kernel", "net/second/bias" }));
        Assert.That(model.Variables["second/kernel"], Is.SameAs(model.Variables["net/second/kernel"]));
        Assert.That(model.Variables["first/bias"].Shape, Is.EqualTo(Shape.Create([4])));
        Assert.That(() => model.Variables["first/bais"], Throws.ArgumentException.With.Message.Contains("net/first/bias"));
    }

    private static void Same(Tensor got, Tensor want) => Assert.That(got.ToArray<float>(), Is.EqualTo(want.ToArray<float>()).Within(1e-6));

    private sealed class Net(string? name = null) : Model(name)
    {
        private readonly Dense first = new(4, activation: "tanh", name: "first");
        private readonly Dense second = new(2, name: "second");

        protected override Tensor Forward(Tensor input, CallContext context) => second.Call(first.Call(input, context), context) * 2;
    }
}
