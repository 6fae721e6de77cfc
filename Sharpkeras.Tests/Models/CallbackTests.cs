using Sharpkeras.Callbacks;
using Sharpkeras.Models;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Models;

/// <summary>The moments that callbacks are told of, and what they can do.</summary>
[OnDevices]
public sealed class CallbackTests
{
    [Test]
    public void FitTellsOfAllMomentsInOrder()
    {
        var (x, y) = SmallModels.Data(5, 3, 6);
        var log = new MomentLog();
        SmallModels.Compiled(SmallModels.Mlp()).Fit(
            x, y, batchSize: 3, epochs: 3, initialEpoch: 1, validationData: (x, y), verbosity: Verbosity.Silent, callbacks: [log]);
        string[] epoch(int number) =>
        [
            $"epoch {number} begins", "train 0 begins", "train 0 ends", "train 1 begins", "train 1 ends",
            "test begins", "test 0 begins", "test 0 ends", "test 1 begins", "test 1 ends", "test ends: accuracy loss",
            $"epoch {number} ends: accuracy loss val_accuracy val_loss",
        ];
        Assert.That(log.Moments, Is.EqualTo((string[])["train begins", .. epoch(1), .. epoch(2), "train ends: accuracy loss val_accuracy val_loss"]));
        Assert.That(log.Params, Is.EqualTo(new CallbackParams(3, 2)));
    }

    [Test]
    public void EvaluateAndPredictTellOfTheirs()
    {
        var (x, y) = SmallModels.Data(5, 3, 6);
        Sequential model = SmallModels.Compiled(SmallModels.Mlp());
        var log = new MomentLog();
        model.Evaluate(x, y, batchSize: 5, verbosity: Verbosity.Silent, callbacks: [log]);
        Assert.That(log.Moments, Is.EqualTo(new[] { "test begins", "test 0 begins", "test 0 ends", "test ends: accuracy loss" }));
        log.Moments.Clear();
        model.Predict(x, batchSize: 4, callbacks: [log]);
        Assert.That(
            log.Moments,
            Is.EqualTo(new[] { "predict begins", "predict 0 begins", "predict 0 ends: 4", "predict 1 begins", "predict 1 ends: 1", "predict ends" }));
    }

    [Test]
    public void StopTrainingEndsAfterTheEpoch()
    {
        var (x, y) = SmallModels.Data(5, 3, 6);
        Sequential model = SmallModels.Compiled(SmallModels.Mlp());
        var stop = new StopAt(1);
        History history = model.Fit(x, y, epochs: 5, verbosity: Verbosity.Silent, callbacks: [stop]);
        Assert.That(history.Epochs, Is.EqualTo(new[] { 0, 1 }));
        Assert.That(model.Fit(x, y, epochs: 2, verbosity: Verbosity.Silent).Epochs, Has.Count.EqualTo(2), "a new training");
    }

    [Test]
    public void ResultsOfABatchAreTheMeansSoFar()
    {
        var (x, y) = SmallModels.Data(6, 3, 6);
        Sequential model = SmallModels.Compiled(SmallModels.Mlp(), new Sharpkeras.Optimizers.SGD(0));
        var read = new ReadEach();
        model.Fit(x, y, batchSize: 2, shuffle: false, verbosity: Verbosity.Silent, callbacks: [read]);
        for (int batch = 0; batch < 3; batch++)
        {
            Range rows = ..((batch + 1) * 2);
            Assert.That(read.Losses[batch], Is.EqualTo(model.Evaluate(x[rows], y[rows], verbosity: Verbosity.Silent).Loss).Within(1e-6));
        }
    }

    private sealed class StopAt(int last) : Callback
    {
        public override void OnEpochEnd(int epoch, IDictionary<string, double> logs) => Model.StopTraining = epoch == last;
    }

    private sealed class ReadEach : Callback
    {
        public List<double> Losses { get; } = [];

        public override void OnTrainBatchEnd(int batch, StepResult result) => Losses.Add(result.Read()["loss"]);
    }

    private sealed class MomentLog : Callback
    {
        public List<string> Moments { get; } = [];

        public override void OnTrainBegin() => Moments.Add("train begins");

        public override void OnTrainEnd(IReadOnlyDictionary<string, double> logs) => Add("train ends", logs);

        public override void OnEpochBegin(int epoch) => Moments.Add($"epoch {epoch} begins");

        public override void OnEpochEnd(int epoch, IDictionary<string, double> logs) => Add($"epoch {epoch} ends", logs);

        public override void OnTrainBatchBegin(int batch) => Moments.Add($"train {batch} begins");

        public override void OnTrainBatchEnd(int batch, StepResult result) => Moments.Add($"train {batch} ends");

        public override void OnTestBegin() => Moments.Add("test begins");

        public override void OnTestEnd(IReadOnlyDictionary<string, double> logs) => Add("test ends", logs);

        public override void OnTestBatchBegin(int batch) => Moments.Add($"test {batch} begins");

        public override void OnTestBatchEnd(int batch, StepResult result) => Moments.Add($"test {batch} ends");

        public override void OnPredictBegin() => Moments.Add("predict begins");

        public override void OnPredictEnd() => Moments.Add("predict ends");

        public override void OnPredictBatchBegin(int batch) => Moments.Add($"predict {batch} begins");

        public override void OnPredictBatchEnd(int batch, Tensors predictions) => Moments.Add($"predict {batch} ends: {predictions[0].Shape[0]}");

        private void Add(string moment, IEnumerable<KeyValuePair<string, double>> logs) =>
            Moments.Add($"{moment}: {string.Join(' ', logs.Select(pair => pair.Key))}");
    }
}
