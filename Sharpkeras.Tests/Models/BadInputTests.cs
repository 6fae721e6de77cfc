using Sharpkeras.Diagnostics;
using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Optimizers;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Models;

/// <summary>What bad input gets: an exception that says what is wrong, and a model that is as it was before.</summary>
public sealed class BadInputTests
{
    private Sequential model = null!;
    private byte[][] before = null!;

    [SetUp]
    public void MakeModel()
    {
        model = SmallModels.Compiled(new Sequential(
            [new InputLayer([6]), new Dense(8, activation: "relu", name: "hidden"), new Dense(3, activation: "softmax", name: "classes")],
            name: "net"));
        before = SmallModels.WeightBytes(model);
    }

    [TestCase(-1)]
    [TestCase(3)]
    public void LabelsOutsideTheClasses(int label)
    {
        var (x, y) = SmallModels.Data(40, 3, 6);
        int[] labels = y.ToArray<int>();
        labels[^1] = label;
        Tensor wrong = Tensor.FromSpan<int>(labels, [40]);
        Refused<ArgumentException>(() => model.Fit(x, wrong, verbosity: Verbosity.Silent), "net", "[0, 2]", $"{label}");
        Refused<ArgumentException>(() => model.TrainOnBatch(x, wrong), "net", "[0, 2]");
        Refused<ArgumentException>(() => model.Evaluate(x, wrong, verbosity: Verbosity.Silent), "net", "[0, 2]");
        Refused<ArgumentException>(() => model.Fit(x, y, validationData: (x, wrong), verbosity: Verbosity.Silent), "net", "[0, 2]");
    }

    [Test]
    public void InputsAndTargetsOfDifferentLengths()
    {
        var (x, _) = SmallModels.Data(40, 3, 6);
        var (_, y) = SmallModels.Data(39, 3, 6);
        Refused<ShapeException>(() => model.Fit(x, y, verbosity: Verbosity.Silent), "net", "[40, 6]", "[39]");
        Refused<ShapeException>(() => model.Evaluate(x, y, verbosity: Verbosity.Silent), "net", "[40, 6]", "[39]");
        Refused<ShapeException>(() => model.TrainOnBatch(x, y), "net", "[40, 6]", "[39]");
        var (_, all) = SmallModels.Data(40, 3, 6);
        Refused<ShapeException>(() => model.Fit(x, all, validationData: (x, y), verbosity: Verbosity.Silent), "net", "[39]");
    }

    [Test]
    public void ValidationInputsOfAnotherShape()
    {
        var (x, y) = SmallModels.Data(40, 3, 6);
        Refused<ShapeException>(() => model.Fit(x, y, validationData: (Ops.Ones([40, 7]), y), verbosity: Verbosity.Silent), "[40, 7]");
    }

    [Test]
    public void EmptyData()
    {
        Tensor x = Ops.Zeros([0, 6]);
        Tensor y = Ops.Zeros([0], DType.Int32);
        Refused<ShapeException>(() => model.Fit(x, y, verbosity: Verbosity.Silent), "no samples", "[0, 6]");
        Refused<ShapeException>(() => model.Evaluate(x, y, verbosity: Verbosity.Silent), "no samples");
        Refused<ShapeException>(() => model.Predict(x), "no samples");
    }

    [Test]
    public void InputsThatDoNotFitTheModel()
    {
        var (x, y) = SmallModels.Data(10, 3, 7);
        Refused<ShapeException>(() => model.Fit(x, y, verbosity: Verbosity.Silent), "[10, 7]");
        Refused<ShapeException>(() => model.Predict(x), "7]");
        Refused<ShapeException>(() => model.Call(Ops.Zeros([2, 3, 6])), "rank", "[2, 3, 6]");
    }

    [Test]
    public void TargetsThatDoNotFitTheLossOrAMetric()
    {
        var (x, y) = SmallModels.Data(10, 3, 6);
        Refused<ShapeException>(() => model.Fit(x, Ops.Zeros([10, 4], DType.Int32), verbosity: Verbosity.Silent), "[10, 4]");
        model.Compile(new SGD(), "sparse_categorical_crossentropy", metrics: ["categorical_accuracy"]);
        Refused<ShapeException>(() => model.Fit(x, y, verbosity: Verbosity.Silent), "categorical_accuracy", "[10]", "[10, 3]");
        model.Compile(new SGD(), "categorical_crossentropy");
        Refused<ShapeException>(() => model.Fit(x, Ops.Zeros([10, 4]), verbosity: Verbosity.Silent), "[10, 4]", "[10, 3]");
    }

    [Test]
    public void NumbersOutsideTheirRange()
    {
        var (x, y) = SmallModels.Data(10, 3, 6);
        Refused<ArgumentException>(() => model.Fit(x, y, batchSize: 0, verbosity: Verbosity.Silent), "atch", "0");
        Refused<ArgumentException>(() => model.Fit(x, y, epochs: 0, verbosity: Verbosity.Silent), "epochs", "0");
        Refused<ArgumentException>(() => model.Fit(x, y, initialEpoch: -1, verbosity: Verbosity.Silent), "initialEpoch", "-1");
        Refused<ArgumentException>(() => model.Fit(x, y, validationSplit: 1, verbosity: Verbosity.Silent), "validationSplit", "1");
        Refused<ArgumentException>(() => model.Fit(x, y, validationSplit: 0.999, verbosity: Verbosity.Silent), "validation split", "10 samples");
    }

    [Test]
    public void UnknownNamesAreAnsweredWithTheNearest()
    {
        Refused<ArgumentException>(() => model.Compile("adan"), "did you mean 'adam'");
        Refused<ArgumentException>(() => model.Compile(new SGD(), "sparse_categorical_crossentrop"),
            "did you mean 'sparse_categorical_crossentropy'");
        Refused<ArgumentException>(() => model.Compile(new SGD(), "mse", metrics: ["acuracy"]), "did you mean 'accuracy'");
        Refused<ArgumentException>(() => new Dense(2, activation: "rely"), "did you mean 'relu'");
        Refused<ArgumentException>(() => new Dense(2, kernelInitializer: "glorot_unifrom"), "did you mean 'glorot_uniform'");
        Refused<ArgumentException>(() => new Dense(2, kernelRegularizer: "l3"), "did you mean 'l");
        Refused<ArgumentException>(() => model.GetLayer("hiden"), "did you mean 'hidden'");
    }

    [Test]
    public void AModelThatIsNotCompiled()
    {
        var (x, y) = SmallModels.Data(10, 3, 6);
        Sequential plain = SmallModels.Mlp();
        Assert.That(() => plain.Fit(x, y), Throws.InvalidOperationException.With.Message.Contains("Compile"));
        Assert.That(() => plain.Evaluate(x, y), Throws.InvalidOperationException.With.Message.Contains("Compile"));
        Assert.That(() => plain.TrainOnBatch(x, y), Throws.InvalidOperationException.With.Message.Contains("Compile"));
        Assert.That(() => plain.Optimizer, Throws.InvalidOperationException.With.Message.Contains("Compile"));
    }

    [Test]
    public void ALossWithoutTargets() =>
        Refused<ArgumentException>(() => model.Fit(Ops.Zeros([4, 6]), verbosity: Verbosity.Silent), "net", "targets");

    [Test]
    public void NothingToMinimise()
    {
        model.Compile(new SGD());
        Refused<InvalidOperationException>(() => model.Fit(Ops.Zeros([4, 6]), verbosity: Verbosity.Silent), "net", "nothing to minimise");
    }

    [Test]
    public void AModelUsedBeforeItIsBuilt()
    {
        var late = new Sequential([new Dense(2)], name: "late");
        HostArray weight = HostArray.From<float>([1, 2], [2]);
        Assert.That(() => late.SetWeights([weight]), Throws.ArgumentException.With.Message.Contains("late").And.Message.Contains("build"));
        Assert.That(() => new Sequential(name: "empty").Call(Ops.Zeros([1, 2])), Throws.InvalidOperationException.With.Message.Contains("no layers"));
    }

    [Test]
    public void LayersAddedAfterBuilding()
    {
        Refused<InvalidOperationException>(() => model.Add(new Dense(2, name: "more")), "net", "more", "after the model was built");
        Assert.That(model.Layers, Has.Count.EqualTo(2));
    }

    [Test]
    public void TwoLayersOfOneNameAndALateInput()
    {
        Assert.That(() => new Sequential([new Dense(1, name: "a"), new Dense(1, name: "a")]), Throws.ArgumentException.With.Message.Contains("'a'"));
        Assert.That(() => new Sequential([new Dense(1), new InputLayer([2])]), Throws.ArgumentException.With.Message.Contains("first"));
    }

    [Test]
    public void WeightsThatDoNotFit()
    {
        HostArray[] weights = [.. model.GetWeights()];
        weights[^1] = HostArray.From<float>([1, 2], [2]);
        weights[0] = HostArray.From<float>(new float[48], [6, 8]);
        Refused<ShapeException>(() => model.SetWeights(weights), "classes/bias", "[3]", "[2]");
        Refused<ArgumentException>(() => model.SetWeights(weights[..2]), "net", "4", "2");
    }

    private void Refused<T>(Action action, params string[] words)
        where T : Exception
    {
        var error = Assert.Catch<T>(() => action());
        foreach (string word in words)
        {
            Assert.That(error!.Message, Does.Contain(word));
        }

        Assert.That(SmallModels.WeightBytes(model), Is.EqualTo(before), "the weights");
        Assert.That(model.Optimizer.Iterations, Is.Zero, "the optimizer");
    }
}
