using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Models;

/// <summary>Graphs and data that do not fit: each is refused with what is wrong, before anything is changed.</summary>
public sealed class FunctionalMisuseTests
{
    [Test]
    public void AnInputThatLeadsNowhere()
    {
        Tensor used = Keras.Input([2], name: "used");
        Tensor unused = Keras.Input([2], name: "unused");
        Refused<ArgumentException>(() => new Functional((Tensor[])[used, unused], new Dense(1).Call(used)), "unused", "nowhere");
    }

    [Test]
    public void AnOutputThatNeedsMoreThanTheInputs()
    {
        Tensor a = Keras.Input([2], name: "a");
        Tensor b = Keras.Input([2], name: "b");
        Refused<ArgumentException>(() => new Functional(a, new Add(name: "sum").Call([a, b])), "sum[0][0]", "depends on b", "inputs a");
    }

    [Test]
    public void OneNameTwice()
    {
        Tensor input = Keras.Input([2]);
        Tensor hidden = new Dense(2, name: "same").Call(input);
        Refused<ArgumentException>(() => new Functional(input, new Dense(2, name: "same").Call(hidden)), "2 called 'same'");
    }

    [Test]
    public void ValuesInPlaceOfSymbols()
    {
        Refused<ArgumentException>(() => new Functional(Ops.Zeros([2, 2]), Ops.Zeros([2, 2])), "inputs", "[2, 2]", "Keras.Input");
        Tensor input = Keras.Input([2]);
        Refused<ArgumentException>(() => new Add().Call([input, Ops.Zeros([2, 2])]), "symbolic", "[2, 2]");
    }

    [Test]
    public void SymbolsInPlaceOfValues()
    {
        Tensor input = Keras.Input([2], name: "place");
        Refused<InvalidOperationException>(() => input.ToArray<float>(), "symbolic", "values");
        Refused<InvalidOperationException>(() => Ops.Sum(input).Item<float>(), "symbolic", "values");
        var model = new Functional(input, new Dense(1).Call(input));
        model.Compile("sgd", loss: "mse");
        Refused<ArgumentException>(() => model.Fit(input, Ops.Zeros([2, 1])), "symbolic", "place");
        Refused<ArgumentException>(() => model.Predict(input), "symbolic", "place");
    }

    [Test]
    public void AShapeThatDoesNotFitALayer()
    {
        Tensor input = Keras.Input([2]);
        Refused<ArgumentException>(() => new Conv2D(1, 3, name: "conv").Call(input), "conv", "rank 4", "[?, 2]");
        var dense = new Dense(1, name: "dense");
        dense.Call(Keras.Input([3]));
        Refused<ArgumentException>(() => dense.Call(input), "dense", "length 3", "[?, 2]");
    }

    [Test]
    public void ALossOrMetricForNoOutput()
    {
        Functional model = TwoOutputs();
        Refused<ArgumentException>(() => model.Compile("sgd", loss: new Dictionary<string, string> { ["thrid"] = "mse" }), "thrid", "first", "second");
        Refused<ArgumentException>(
            () => model.Compile("sgd", loss: "mse", metrics: new Dictionary<string, MetricArgument> { ["thrid"] = "mae" }), "thrid", "first", "second");
        Refused<ArgumentException>(() => model.Compile("sgd", loss: (string[])["mse"]), "2 outputs", "1");
        Assert.That(model.Compiled, Is.False);
    }

    [Test]
    public void TargetsThatAreMissing()
    {
        Functional model = TwoOutputs();
        model.Compile("sgd", loss: new Dictionary<string, string> { ["first"] = "mse", ["second"] = "mse" });
        IReadOnlyList<HostArray> before = model.GetWeights();
        Tensor x = Ops.Ones([4, 2]);
        Tensor y = Ops.Ones([4, 1]);
        Refused<ArgumentException>(() => model.Fit(x, y, verbosity: Verbosity.Silent), "2 outputs", "first, second", "1 targets");
        Refused<ArgumentException>(() => model.Fit(x, new Dictionary<string, Tensor> { ["first"] = y }, verbosity: Verbosity.Silent), "targets for second");
        Refused<ArgumentException>(() => model.Fit(x, new Dictionary<string, Tensor> { ["frist"] = y }, verbosity: Verbosity.Silent), "frist", "first");
        Refused<ArgumentException>(() => model.Fit(new Dictionary<string, Tensor> { ["y"] = x }, (Tensor[])[y, y], verbosity: Verbosity.Silent), "'y'", "x");
        Refused<ArgumentException>(() => model.Fit((Tensor[])[x, x], (Tensor[])[y, y], verbosity: Verbosity.Silent), "1 inputs: x", "2");
        Assert.That(model.GetWeights().Select(weight => weight.Bytes), Is.EqualTo(before.Select(weight => weight.Bytes)));
    }

    [Test]
    public void ALayerBuiltByHandAndAgain()
    {
        var layer = new ByHand();
        layer.Build([-1, 2]);
        Refused<InvalidOperationException>(() => layer.Call(Ops.Ones([1, 2])), "kernel", "second time");
    }

    private static Functional TwoOutputs()
    {
        Tensor x = Keras.Input([2], name: "x");
        return new Functional(x, (Tensor[])[new Dense(1, name: "first").Call(x), new Dense(1, name: "second").Call(x)]);
    }

    private static void Refused<T>(Action action, params string[] words)
        where T : Exception
    {
        Exception error = Assert.Catch<T>(() => action())!;
        foreach (string word in words)
        {
            Assert.That(error.Message, Does.Contain(word));
        }
    }

    private sealed class ByHand : Layer
    {
        private Variable kernel = null!;

        public override void Build(Shape inputShape) => kernel = AddWeight("kernel", [inputShape[^1]], "ones");

        protected override Tensor Forward(Tensor input, CallContext context) => input * kernel;
    }
}
