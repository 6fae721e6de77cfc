using Sharpkeras.Callbacks;
using Sharpkeras.Models;
using Sharpkeras.Optimizers;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Callbacks;

/// <summary>When the averages are in the model, and when the weights.</summary>
[OnDevices]
public sealed class SwapEMAWeightsTests
{
    private const double Momentum = 0.75;

    [Test]
    public void ValidationSeesTheAveragesAndTheTrainingGoesOnWithTheWeights()
    {
        var (x, y) = SmallModels.Data(20, 3, 6);
        Sequential plain = Model();
        List<double[]> steps = [];
        plain.Fit(
            x, y, batchSize: 4, epochs: 3, shuffle: false, verbosity: Verbosity.Silent, callbacks: [new LambdaCallback(onTrainBatchEnd: (_, _) => steps.Add(Weights(plain)))]);
        Sequential model = Model();
        List<double[]> validated = [], trained = [];
        var looks = new LambdaCallback(
            onTestBegin: () => validated.Add(Weights(model)), onTrainBatchEnd: (_, _) => trained.Add(Weights(model)));
        model.Fit(
            x, y, batchSize: 4, epochs: 3, shuffle: false, validationData: (x, y), verbosity: Verbosity.Silent, callbacks: [new SwapEMAWeights(), looks]);
        Assert.That(trained, Is.EqualTo(steps), "the training is the same to the last bit");
        Assert.That(validated, Has.Count.EqualTo(3));
        for (int epoch = 0; epoch < 3; epoch++)
        {
            Assert.That(validated[epoch], Is.EqualTo(Average(steps.Take((epoch + 1) * 5))).Within(1e-6));
        }

        Assert.That(Weights(model), Is.EqualTo(Average(steps)).Within(1e-6), "as every training with averages ends");
    }

    [Test]
    public void CallbacksAtTheEndOfAnEpochSeeTheAverages()
    {
        var (x, y) = SmallModels.Data(20, 3, 6);
        Sequential model = Model();
        List<double[]> trained = [], ends = [];
        var looks = new LambdaCallback(
            onTrainBatchEnd: (_, _) => trained.Add(Weights(model)), onEpochEnd: (_, _) => ends.Add(Weights(model)));
        model.Fit(
            x,
            y,
            batchSize: 4,
            epochs: 3,
            shuffle: false,
            validationData: (x, y),
            verbosity: Verbosity.Silent,
            callbacks: [new SwapEMAWeights(swapOnEpoch: true), looks]);
        for (int epoch = 0; epoch < 3; epoch++)
        {
            Assert.That(ends[epoch], Is.EqualTo(Average(trained.Take((epoch + 1) * 5))).Within(1e-6));
        }

        Assert.That(Weights(model), Is.EqualTo(ends[^1]), "the averages stay");
    }

    [Test]
    public void EvaluationAndPredictionPutTheWeightsBack()
    {
        var (x, y) = SmallModels.Data(20, 3, 6);
        Sequential model = Model();
        for (int step = 0; step < 3; step++)
        {
            model.TrainOnBatch(x, y);
        }

        double[] weights = Weights(model);
        float[] before = model.Predict(x).ToArray<float>();
        var swap = new SwapEMAWeights();
        float[] averaged = model.Predict(x, callbacks: [swap]).ToArray<float>();
        double loss = model.Evaluate(x, y, verbosity: Verbosity.Silent, callbacks: [swap]).Loss;
        Assert.That(Weights(model), Is.EqualTo(weights));
        Assert.That(averaged, Is.Not.EqualTo(before));
        model.Optimizer.FinalizeVariableValues(model.TrainableVariables);
        Assert.That(model.Predict(x).ToArray<float>(), Is.EqualTo(averaged));
        Assert.That(model.Evaluate(x, y, verbosity: Verbosity.Silent).Loss, Is.EqualTo(loss));
    }

    [Test]
    public void AnOptimizerWithoutAveragesIsRefused()
    {
        var (x, y) = SmallModels.Data(4, 3, 6);
        Assert.That(
            () => SmallModels.Compiled(SmallModels.Mlp()).Evaluate(x, y, verbosity: Verbosity.Silent, callbacks: [new SwapEMAWeights()]),
            Throws.InvalidOperationException.With.Message.Contains("adam").And.Message.Contains("useEma: true"));
        Assert.That(
            () => Model().Predict(x, callbacks: [new SwapEMAWeights()]),
            Throws.InvalidOperationException.With.Message.Contains("train the model first"));
    }

    private static Sequential Model()
    {
        Keras.SetRandomSeed(3);
        return SmallModels.Compiled(SmallModels.Mlp(), new SGD(0.5, useEma: true, emaMomentum: Momentum));
    }

    private static double[] Weights(Model model) => [.. model.TrainableVariables.SelectMany(variable => variable.Value.ToArray<float>()).Select(value => (double)value)];

    /// <summary>The first values, and then a quarter of the way to each later ones.</summary>
    private static double[] Average(IEnumerable<double[]> steps) =>
        steps.Aggregate((average, next) => [.. average.Zip(next, (a, b) => (a * Momentum) + (b * (1 - Momentum)))]);
}
