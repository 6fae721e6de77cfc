using Sharpkeras.Callbacks;
using Sharpkeras.Models;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Callbacks;

/// <summary>Trainings whose loss is no number, and functions as callbacks.</summary>
[OnDevices]
public sealed class TerminateOnNaNTests
{
    [Test]
    public void TheTrainingEndsInTheStep()
    {
        var (x, y) = SmallModels.Data(20, 3, 6);
        Tensor broken = Ops.Concatenate([x[..8], x[8..12] * float.NaN, x[12..]], axis: 0);
        using var output = new StringWriter();
        Sequential model = Feed.Model();
        int ended = 0;
        History history = model.Fit(
            broken, y, batchSize: 4, epochs: 3, shuffle: false, verbosity: Verbosity.Silent,
            callbacks: [new TerminateOnNaN { Output = output }, new LambdaCallback(onTrainEnd: _ => ended++)]);
        Assert.That(output.ToString(), Is.EqualTo("Batch 2: Invalid loss, terminating training" + Environment.NewLine));
        Assert.That(model.Optimizer.Iterations, Is.EqualTo(3));
        Assert.That(history["loss"], Is.EqualTo(new[] { double.NaN }));
        Assert.That(ended, Is.EqualTo(1));
        Assert.That(
            () => model.Fit(broken, y, batchSize: 4, shuffle: false, verbosity: Verbosity.Silent, callbacks: [new TerminateOnNaN(raiseError: true)]),
            Throws.InstanceOf<ArithmeticException>().With.Message.Contains("batch 0"));
    }

    [Test]
    public void FunctionsAreCalledAtTheirMoments()
    {
        var (x, y) = SmallModels.Data(4, 3, 6);
        var moments = new List<string>();
        var log = new LambdaCallback(
            onEpochBegin: epoch => moments.Add($"epoch {epoch}"),
            onEpochEnd: (epoch, logs) => logs["extra"] = epoch + 0.5,
            onTrainBegin: () => moments.Add("train"),
            onTrainEnd: logs => moments.Add($"end {logs["extra"]}"),
            onTrainBatchBegin: batch => moments.Add($"batch {batch}"),
            onTrainBatchEnd: (batch, result) => moments.Add($"batch {batch} {result.Read().ContainsKey("loss")}"),
            onTestBegin: () => moments.Add("test"),
            onTestEnd: logs => moments.Add("tested"),
            onTestBatchBegin: batch => moments.Add($"test {batch}"),
            onTestBatchEnd: (batch, _) => moments.Add($"test {batch} done"),
            onPredictBegin: () => moments.Add("predict"),
            onPredictEnd: () => moments.Add("predicted"),
            onPredictBatchBegin: batch => moments.Add($"predict {batch}"),
            onPredictBatchEnd: (batch, outputs) => moments.Add($"predict {batch} {outputs.Count}"));
        Sequential model = Feed.Model();
        History history = model.Fit(x, y, verbosity: Verbosity.Silent, callbacks: [log]);
        Assert.That(history["extra"], Is.EqualTo(new[] { 0.5 }), "what a callback adds to the logs is in the history");
        model.Evaluate(x, y, verbosity: Verbosity.Silent, callbacks: [log]);
        model.Predict(x, callbacks: [log]);
        string[] expected =
        [
            "train", "epoch 0", "batch 0", "batch 0 True", "end 0.5", "test", "test 0", "test 0 done", "tested", "predict", "predict 0", "predict 0 1", "predicted",
        ];
        Assert.That(moments, Is.EqualTo(expected));
        Assert.That(() => log.GetConfig(), Throws.InvalidOperationException.With.Message.Contains("functions"));
    }

    [Test]
    public void ACallbackResumesATraining()
    {
        var (x, y) = SmallModels.Data(4, 3, 6);
        Sequential model = Feed.Model();
        var resume = new LambdaCallback(onTrainBegin: () => model.ResumeEpoch = 2);
        Assert.That(model.Fit(x, y, epochs: 4, verbosity: Verbosity.Silent, callbacks: [resume]).Epochs, Is.EqualTo(new[] { 2, 3 }));
        Assert.That(model.Fit(x, y, epochs: 2, verbosity: Verbosity.Silent).Epochs, Is.EqualTo(new[] { 0, 1 }));
    }
}
