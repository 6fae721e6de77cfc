using Sharpkeras.Diagnostics;
using Sharpkeras.Models;
using Sharpkeras.Optimizers;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Models;

/// <summary>Weights of samples and of classes.</summary>
[OnDevices]
public sealed class SampleWeightTests
{
    private static readonly Dictionary<int, double> Weights = new() { [0] = 1, [1] = 3, [2] = 0.5 };

    private Tensor x = null!;
    private Tensor y = null!;
    private Sequential model = null!;

    [SetUp]
    public void Model()
    {
        Keras.SetRandomSeed(1);
        (x, y) = SmallModels.Data(20, 3, 6);
        model = SmallModels.Compiled(SmallModels.Mlp(), new SGD(0.1));
    }

    [Test]
    public void ClassWeightsAreTheWeightsOfTheSamplesOfAClass()
    {
        float[] weights = [.. y.ToArray<int>().Select(label => (float)Weights[label])];
        byte[][] byClass = Trained(y, Weights, default);
        Assert.That(byClass, Is.EqualTo(Trained(y, null, weights)));
        Assert.That(byClass, Is.Not.EqualTo(Trained(y, null, default)));
    }

    [Test]
    public void ClassNumbersMayBeAColumnOrFloats()
    {
        byte[][] expected = Trained(y, Weights, default);
        Assert.That(Trained(y.Reshape([20, 1]), Weights, default), Is.EqualTo(expected));
        Assert.That(Trained(y.Cast(DType.Float32), Weights, default), Is.EqualTo(expected));
    }

    [Test]
    public void OneHotRowsHaveClassesToo()
    {
        float[] weights = [.. y.ToArray<int>().Select(label => (float)Weights[label])];
        Tensor hot = Ops.OneHot(y, 3);
        Assert.That(Trained(hot, Weights, default), Is.EqualTo(Trained(hot, null, weights)));
    }

    [Test]
    public void ClassesWithoutAWeightCountOne() => Assert.That(
        Trained(y, new Dictionary<int, double> { [1] = 2 }, default),
        Is.EqualTo(Trained(y, new Dictionary<int, double> { [0] = 1, [1] = 2, [2] = 1 }, default)));

    [Test]
    public void ASplitTakesTheWeightsAlong()
    {
        float[] weights = [.. Enumerable.Range(0, 20).Select(i => i < 16 ? 1f : 0f)];
        History history = model.Fit(x, y, validationSplit: 0.2, sampleWeight: weights, verbosity: Verbosity.Silent);
        Assert.That(history["val_loss"][0], Is.Zero, "the last samples do not count");
        Assert.That(history["loss"][0], Is.GreaterThan(0));
    }

    [Test]
    public void ValidationDoesNotSeeTheWeightsOfClasses()
    {
        model.Compile(new SGD(0), "sparse_categorical_crossentropy");
        History history = model.Fit(x, y, validationSplit: 0.25, classWeight: Weights, verbosity: Verbosity.Silent);
        Assert.That(history["val_loss"][0], Is.EqualTo(model.Evaluate(x[15..], y[15..], verbosity: Verbosity.Silent).Loss).Within(1e-6));
    }

    [Test]
    public void ValidationDataHaveWeightsOfTheirOwn()
    {
        model.Compile(new SGD(0), "sparse_categorical_crossentropy");
        double half = model.Evaluate(x[..10], y[..10], verbosity: Verbosity.Silent).Loss / 2;
        Tensor weights = Ops.Concatenate([Ops.Ones([10]), Ops.Zeros([10])], axis: 0);
        History history = model.Fit(x, y, validationData: (x, y, weights), verbosity: Verbosity.Silent);
        Assert.That(history["val_loss"][0], Is.EqualTo(half).Within(1e-6));
        Assert.That(model.Evaluate(x, y, sampleWeight: weights, verbosity: Verbosity.Silent).Loss, Is.EqualTo(half).Within(1e-6));
        model.ResetMetrics();
        Assert.That(model.TestOnBatch(x, y, weights).Loss, Is.EqualTo(half).Within(1e-6));
    }

    [Test]
    public void OnlyWeightedMetricsSeeTheWeights()
    {
        model.Compile(new SGD(0), "sparse_categorical_crossentropy", metrics: ["accuracy"], weightedMetrics: ["accuracy"]);
        int[] right = Ops.Equal(Ops.ArgMax(model.Predict(x), 1), y).Cast(DType.Int32).ToArray<int>();
        float[] onlyWrong = [.. right.Select(hit => 1f - hit)];
        Evaluation result = model.Evaluate(x, y, sampleWeight: onlyWrong, verbosity: Verbosity.Silent);
        Assert.That(result["accuracy"], Is.EqualTo(right.Average()).Within(1e-6));
        Assert.That(result["weighted_accuracy"], Is.Zero);
    }

    [Test]
    public void WeightsOfTheWrongLength()
    {
        Refused<ShapeException>(() => model.Fit(x, y, sampleWeight: new float[19], verbosity: Verbosity.Silent), "sample weights", "[19]");
        Refused<ShapeException>(() => model.Evaluate(x, y, sampleWeight: new float[21], verbosity: Verbosity.Silent), "sample weights", "[21]");
        Refused<ShapeException>(() => model.TrainOnBatch(x, y, new float[3]), "sample weights", "[3]");
        Refused<ShapeException>(
            () => model.Fit(x, y, sampleWeight: Ops.Ones([20, 2]), verbosity: Verbosity.Silent), "sample weights", "[20, 2]");
        Refused<ShapeException>(
            () => model.Fit(x, y, validationData: (x, y, new float[4]), verbosity: Verbosity.Silent), "sample weights", "[4]");
    }

    [Test]
    public void ClassWeightsThatDoNotFit()
    {
        byte[][] before = SmallModels.WeightBytes(model);
        Refused<ArgumentException>(() => Fit(new() { [3] = 1 }), "does not exist: 3", "0 to 2");
        Refused<ArgumentException>(() => Fit(new() { [-1] = 1 }), "does not exist: -1");
        Refused<ArgumentException>(() => Fit(new() { [0] = -1 }), "classWeight[0]", "-1");
        Refused<ArgumentException>(() => Fit(new() { [0] = double.NaN }), "classWeight[0]", "NaN");
        Refused<ArgumentException>(
            () => model.Fit(x, y, classWeight: Weights, sampleWeight: new float[20], verbosity: Verbosity.Silent), "cannot be combined");
        Assert.That(SmallModels.WeightBytes(model), Is.EqualTo(before));
    }

    private void Fit(Dictionary<int, double> weights) => model.Fit(x, y, classWeight: weights, verbosity: Verbosity.Silent);

    private byte[][] Trained(Tensor targets, Dictionary<int, double>? classWeight, Tensors sampleWeight)
    {
        Keras.SetRandomSeed(1);
        Sequential fresh = SmallModels.Mlp();
        fresh.Compile(new SGD(0.1), "crossentropy");
        fresh.Fit(x, targets, batchSize: 8, epochs: 2, shuffle: false, classWeight: classWeight, sampleWeight: sampleWeight, verbosity: Verbosity.Silent);
        return SmallModels.WeightBytes(fresh);
    }

    private static void Refused<T>(Action action, params string[] parts)
        where T : Exception
    {
        string message = Assert.Catch<T>(action)!.Message;
        Assert.That(parts, Is.All.Matches<string>(message.Contains), message);
    }
}
