using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Optimizers;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Models;

/// <summary>Functional models: how they are wired, and that they compute what their layers do one by one.</summary>
[OnDevices]
public sealed class FunctionalTests
{
    private static readonly float[,] Rows = { { 1, -2, 3 }, { 0.5f, 0, -1 } };

    [Test]
    public void ComputesWhatItsLayersDoByHand()
    {
        Tensor input = Keras.Input([3]);
        var first = new Dense(4, activation: "tanh");
        var second = new Dense(4);
        Tensor h = first.Call(input);
        var model = new Functional(input, new Add().Call([second.Call(h), h]));
        Tensor x = Rows;
        Tensor hidden = first.Call(x);
        Same(model.Predict(x), second.Call(hidden) + hidden);
        Assert.That(model.Layers.Select(layer => layer.ClassName), Is.EqualTo((string[])["InputLayer", "Dense", "Dense", "Add"]));
        Assert.That(model.Outputs[0].Shape, Is.EqualTo(new[] { -1, 4 }));
    }

    [Test]
    public void ALayerUsedTwiceHasItsWeightsOnce()
    {
        Tensor a = Keras.Input([3], name: "a");
        Tensor b = Keras.Input([3], name: "b");
        var shared = new Dense(2);
        var model = new Functional((Tensor[])[a, b], new Subtract().Call([shared.Call(a), shared.Call(b)]));
        Assert.That(model.Weights, Has.Count.EqualTo(2));
        Tensor x = Rows;
        Same(model.Predict((Tensor[])[x, x]), Ops.Zeros([2, 2]));
        Same(model.Predict((Tensor[])[x, x * 2]), shared.Call(x) - shared.Call(x * 2));
    }

    [Test]
    public void DataMayBeGivenByName()
    {
        Functional model = TwoInTwoOut();
        Tensor x = Rows;
        Tensors byPlace = model.PredictAll((Tensor[])[x, x * 2]);
        Tensors byName = model.PredictAll(new Dictionary<string, Tensor> { ["b"] = x * 2, ["a"] = x });
        Same(byName[0], byPlace[0]);
        Same(byName[1], byPlace[1]);
        model.Compile(
            "sgd",
            loss: new Dictionary<string, string> { ["sum"] = "mse", ["product"] = "mae" },
            lossWeights: new Dictionary<string, double> { ["product"] = 0.5 });
        Tensor y = Ops.Ones([2, 2]);
        double placed = model.Evaluate((Tensor[])[x, x * 2], (Tensor[])[y, y * 3], verbosity: Verbosity.Silent).Loss;
        double named = model.Evaluate(
            new Dictionary<string, Tensor> { ["b"] = x * 2, ["a"] = x },
            new Dictionary<string, Tensor> { ["product"] = y * 3, ["sum"] = y },
            verbosity: Verbosity.Silent).Loss;
        Assert.That(named, Is.EqualTo(placed));
    }

    [Test]
    public void OutputsByNameComeBackByName()
    {
        Tensor a = Keras.Input([3]);
        var model = new Functional(a, new Dictionary<string, Tensor> { ["twice"] = a * 2, ["half"] = a / 2 });
        Tensors outputs = model.CallAll((Tensor)Rows);
        Same(outputs["twice"], (Tensor)Rows * 2);
        Same(outputs["half"], (Tensor)Rows / 2);
        Assert.That(() => outputs["third"], Throws.ArgumentException.With.Message.Contains("third").And.Message.Contains("half"));
    }

    [Test]
    public void OperationsAndOperatorsMeetNumbersTensorsAndVariables()
    {
        Tensor input = Keras.Input([3]);
        var scale = new Variable((Tensor)(float[])[1, 2, 3], "scale");
        Tensor shift = (float[])[10, 20, 30];
        Tensor output = Ops.Mean(Ops.Square((2 * input) - 1) * scale + shift, axis: -1, keepDims: true);
        Assert.That(output.Shape, Is.EqualTo(new[] { -1, 1 }));
        var model = new Functional(input, output);
        Tensor x = Rows;
        Same(model.Predict(x), Ops.Mean(Ops.Square((2 * x) - 1) * scale + shift, axis: -1, keepDims: true));
        scale.Assign((float[])[0, 0, 0]);
        Same(model.Predict(x), Ops.Full([2, 1], 20));
        Assert.That(model.Weights, Is.Empty, "a variable that an operation meets is no weight of the model");
    }

    [Test]
    public void PartsOfAModelAreModels()
    {
        var model = new Sequential([new InputLayer([3]), new Dense(4, activation: "relu", name: "hidden"), new Dense(2, name: "out")]);
        Tensor x = Rows;
        var features = new Functional(model.Inputs, model.GetLayer("hidden").Output);
        Tensor hidden = features.Predict(x);
        Same(hidden, model.GetLayer("hidden").Call(x));
        var head = new Functional(model.GetLayer("hidden").Output, model.Outputs);
        Same(head.Predict(hidden), model.Predict(x));
        Assert.That(head.Weights, Is.EqualTo(model.GetLayer("out").Weights));
    }

    [Test]
    public void AModelInsideAModelIsALayer()
    {
        var inner = new Sequential([new InputLayer([3]), new Dense(4), new Dropout(0.5)], name: "inner");
        Tensor input = Keras.Input([3]);
        Tensor a = inner.Call(input);
        Tensor b = inner.Call(-input);
        var outer = new Functional(input, a + b);
        Tensor x = Rows;
        Same(outer.Predict(x), inner.Call(x) + inner.Call(-x));
        Assert.That(outer.Layers, Does.Contain(inner));
        Assert.That(outer.TrainableVariables, Is.EqualTo(inner.TrainableVariables));
    }

    [Test]
    public void ACallMaySayItselfWhetherItTrains()
    {
        Tensor input = Keras.Input([3]);
        var dropout = new Dropout(0.5, seed: 1);
        var always = new Functional(input, dropout.Call(input, training: true));
        var never = new Functional(input, dropout.Call(input, training: false));
        Tensor x = Ops.Ones([50, 3]);
        Assert.That(always.Predict(x).ToArray<float>(), Does.Contain(0f));
        Same(never.Call(x, training: true), x);
    }

    [Test]
    public void PenaltiesOfLayersThatSayItThemselvesCount()
    {
        Tensor input = Keras.Input([3]);
        var penalty = new ActivityRegularization(l2: 1);
        var model = new Functional(input, penalty.Call(input, training: false));
        model.Compile("sgd");
        Tensor x = Ops.Ones([2, 3]);
        Assert.That(model.Evaluate(x, verbosity: Verbosity.Silent).Loss, Is.EqualTo(3).Within(1e-6));
    }

    [Test]
    public void ALossFallsThroughBranches()
    {
        Keras.SetRandomSeed(7);
        Functional model = TwoInTwoOut();
        model.Compile(new Adam(0.05), loss: (string[])["mse", "mse"]);
        Tensor x = Rows;
        Tensors inputs = (Tensor[])[x, x * 2];
        Tensors targets = (Tensor[])[Ops.Ones([2, 2]), Ops.Ones([2, 2])];
        double before = model.Evaluate(inputs, targets, verbosity: Verbosity.Silent).Loss;
        model.Fit(inputs, targets, epochs: 60, verbosity: Verbosity.Silent);
        Assert.That(model.Evaluate(inputs, targets, verbosity: Verbosity.Silent).Loss, Is.LessThan(before / 4));
    }

    private static Functional TwoInTwoOut()
    {
        Tensor a = Keras.Input([3], name: "a");
        Tensor b = Keras.Input([3], name: "b");
        Tensor left = new Dense(2).Call(a);
        Tensor right = new Dense(2).Call(b);
        return new Functional((Tensor[])[a, b], (Tensor[])[new Add(name: "sum").Call([left, right]), new Multiply(name: "product").Call([left, right])]);
    }

    private static void Same(Tensor got, Tensor want) =>
        Assert.That(got.ToArray<float>(), Is.EqualTo(want.ToArray<float>()).Within(1e-6), $"{got.Shape} and {want.Shape}");
}
