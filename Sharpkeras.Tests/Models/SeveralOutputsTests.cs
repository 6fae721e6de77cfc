using Sharpkeras.Models;
using Sharpkeras.Optimizers;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Models;

/// <summary>Losses, weights and metrics of models with several outputs.</summary>
[OnDevices]
public sealed class SeveralOutputsTests
{
    private const double Tolerance = 1e-6;

    /// <summary>With weights of zero: the first output is 0, the second 1/3 each.</summary>
    private static readonly double LogThree = Math.Log(3);

    private readonly Tensor x = Ops.Ones([4, 2]);
    private readonly Tensor numbers = new float[] { 1, 2, 3, 4 };
    private readonly Tensor labels = new[] { 0, 1, 2, 2 };

    private static TwoOutputs Compiled(LossArgument loss, LossWeights? weights = null, MetricArgument? metrics = null, MetricArgument? weighted = null, bool named = true)
    {
        var model = new TwoOutputs(named, "two");
        model.Compile(new SGD(0), loss, weights, metrics, weighted);
        return model;
    }

    [Test]
    public void LossesAreAddedByTheirWeightsAndReportedUnweighted()
    {
        TwoOutputs model = Compiled(["mse", "sparse_categorical_crossentropy"], [0.5, 2]);
        Evaluation result = model.Evaluate(x, [numbers, labels], verbosity: Verbosity.Silent);
        const double mse = (1 + 4 + 9 + 16) / 4.0;
        Assert.That(result.Keys, Is.EqualTo(new[] { "class_loss", "loss", "number_loss" }));
        Assert.That(result["number_loss"], Is.EqualTo(mse).Within(Tolerance));
        Assert.That(result["class_loss"], Is.EqualTo(LogThree).Within(Tolerance));
        Assert.That(result.Loss, Is.EqualTo((0.5 * mse) + (2 * LogThree)).Within(1e-5));
    }

    [Test]
    public void DictionariesNameTheOutputs()
    {
        TwoOutputs model = Compiled(
            new Dictionary<string, LossArgument> { ["class"] = "sparse_categorical_crossentropy", ["number"] = "mse" },
            new Dictionary<string, double> { ["number"] = 0 },
            new Dictionary<string, MetricArgument> { ["class"] = ["accuracy", "sparse_categorical_accuracy"] });
        Evaluation result = model.Evaluate(x, [numbers, labels], verbosity: Verbosity.Silent);
        Assert.That(result.Loss, Is.EqualTo(LogThree).Within(Tolerance));
        Assert.That(result.Keys, Is.EqualTo(new[] { "class_accuracy", "class_loss", "class_sparse_categorical_accuracy", "loss", "number_loss" }));
        Assert.That(result["class_accuracy"], Is.EqualTo(0.25), "the first of equal classes wins");
        Assert.That(model.MetricsNames, Is.EquivalentTo(result.Keys));
    }

    [Test]
    public void AnOutputWithoutLossNeedsNoTarget()
    {
        TwoOutputs model = Compiled([null, "sparse_categorical_crossentropy"]);
        Assert.That(model.Evaluate(x, labels, verbosity: Verbosity.Silent).Loss, Is.EqualTo(LogThree).Within(Tolerance));
        Assert.That(model.Evaluate(x, [numbers, labels], verbosity: Verbosity.Silent).Loss, Is.EqualTo(LogThree).Within(Tolerance));
    }

    /// <summary>Targets for outputs with a loss only are their metrics' too; a metric of another output says what it lacks.</summary>
    [Test]
    public void TargetsOfOutputsWithALossAreTheirMetricsToo()
    {
        TwoOutputs model = Compiled([null, "sparse_categorical_crossentropy"], metrics: new Dictionary<string, MetricArgument> { ["class"] = "accuracy" });
        Evaluation of = model.Evaluate(x, labels, verbosity: Verbosity.Silent);
        Evaluation both = model.Evaluate(x, [numbers, labels], verbosity: Verbosity.Silent);
        Assert.That(of["class_accuracy"], Is.EqualTo(both["class_accuracy"]));
        Refused(
            Compiled([null, "sparse_categorical_crossentropy"], metrics: new Dictionary<string, MetricArgument> { ["number"] = "mae" }),
            labels,
            "needs targets for output 0",
            "Received 1 targets");
    }

    [Test]
    public void OneLossServesAllOutputs()
    {
        TwoOutputs model = Compiled("mse", named: false);
        Evaluation result = model.Evaluate(x, [Ops.Ones([4, 1]), Ops.Zeros([4, 3])], verbosity: Verbosity.Silent);
        Assert.That(result.Loss, Is.EqualTo(1 + (1.0 / 9)).Within(Tolerance));
        Assert.That(result.Keys, Is.EqualTo(new[] { "loss", "mse_1_loss", "mse_loss" }));
    }

    [Test]
    public void EachOutputHasSampleWeightsOfItsOwn()
    {
        TwoOutputs model = Compiled(["mse", "sparse_categorical_crossentropy"], weighted: [[], "accuracy"]);
        Tensor first = new float[] { 4, 0, 0, 0 };
        Tensor last = new float[] { 4, 0, 0, 4 };
        Evaluation both = model.Evaluate(x, [numbers, labels], sampleWeight: [first, last], verbosity: Verbosity.Silent);
        Assert.That(both["number_loss"], Is.EqualTo(1).Within(Tolerance));
        Assert.That(both["class_loss"], Is.EqualTo(2 * LogThree).Within(Tolerance));
        Assert.That(both["class_accuracy"], Is.EqualTo(0.5).Within(Tolerance));
        Evaluation shared = model.Evaluate(x, [numbers, labels], sampleWeight: first, verbosity: Verbosity.Silent);
        Assert.That(shared["number_loss"], Is.EqualTo(1).Within(Tolerance));
        Assert.That(shared["class_loss"], Is.EqualTo(LogThree).Within(Tolerance));
        Assert.That(shared["class_accuracy"], Is.EqualTo(1).Within(Tolerance));
    }

    [Test]
    public void AllOutputsLearn()
    {
        Keras.SetRandomSeed(5);
        var (data, classes) = SmallModels.Data(90, 3, 2);
        Tensor sums = Ops.Sum(data, 1);
        TwoOutputs model = new(name: "two");
        model.Compile(new Adam(0.05), ["mse", "sparse_categorical_crossentropy"], metrics: [[], "accuracy"]);
        History history = model.Fit(data, [sums, classes], batchSize: 16, epochs: 30, validationSplit: 0.2, verbosity: Verbosity.Silent);
        Assert.That(history["number_loss"][^1], Is.LessThan(0.05 * history["number_loss"][0]));
        Assert.That(history["class_loss"][^1], Is.LessThan(history["class_loss"][0]));
        Assert.That(history.Names, Does.Contain("val_class_accuracy"));
    }

    [Test]
    public void PredictAllGivesEachOutputForAllSamples()
    {
        var (data, _) = SmallModels.Data(7, 3, 2);
        TwoOutputs model = new(name: "two");
        Tensors outputs = model.PredictAll(data, batchSize: 3);
        Assert.That(outputs.Select(output => output.Shape), Is.EqualTo(new Shape[] { [7, 1], [7, 3] }));
        Assert.That(outputs[1].ToArray<float>(), Is.All.EqualTo(1f / 3).Within(1e-7));
        Assert.That(() => model.Predict(data), Throws.ArgumentException.With.Message.Contains("PredictAll"));
    }

    [Test]
    public void WhatDoesNotFitTheOutputs()
    {
        Refused(Compiled(["mse"]), [numbers, labels], "each of the 2 outputs", "Received 1");
        Refused(Compiled(["mse", "mse"], [1, 2, 3]), [numbers, labels], "each of the 2 outputs", "Received 3");
        Refused(Compiled(new Dictionary<string, LossArgument> { ["clas"] = "mse" }), [numbers, labels], "did you mean 'class'");
        Refused(Compiled("mse", new Dictionary<string, double> { ["clas"] = 1 }, named: false), [numbers, labels], "have no names", "'clas'");
        Refused(Compiled(["mse", "mse"]), numbers, "2 outputs", "Received 1 targets");
        Refused(Compiled(["mse", "sparse_categorical_crossentropy"], metrics: ["accuracy"]), [numbers, labels], "2 outputs", "Received 1");
        Assert.That(
            () => new TwoOutputs().Compile(new SGD(), lossWeights: 1), Throws.ArgumentException.With.Message.Contains("need a loss"));
        Assert.That(
            () => new TwoOutputs().Compile(new SGD(), "mse", [double.NaN, 1]), Throws.InstanceOf<ArgumentException>().With.Message.Contains("lossWeights"));
        TwoOutputs model = Compiled(["mse", "mse"]);
        Assert.That(
            () => model.Fit(x, [numbers, numbers], sampleWeight: [numbers, numbers, numbers], verbosity: Verbosity.Silent),
            Throws.ArgumentException.With.Message.Contains("Received 3"));
    }

    private void Refused(Model model, Tensors targets, params string[] parts)
    {
        string message = Assert.Catch<ArgumentException>(() => model.Evaluate(x, targets, verbosity: Verbosity.Silent))!.Message;
        Assert.That(parts, Is.All.Matches<string>(message.Contains), message);
    }
}
