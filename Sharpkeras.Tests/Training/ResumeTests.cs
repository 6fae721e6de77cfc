using Sharpkeras.Callbacks;
using Sharpkeras.Checkpoints;
using Sharpkeras.Diagnostics;
using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Optimizers;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Training;

/// <summary>A training that was broken off at any moment ends, resumed, with the same bits as one that was not.</summary>
[TestFixture]
public sealed class ResumeTests
{
    private TemporaryFolder folder = null!;

    [SetUp]
    public void MakeFolder() => folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => folder.Dispose();

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(0)]
    public void At_every_moment(int saveFreq)
    {
        var training = new ResumedTraining(
            () => SmallModels.Compiled(WithDropout()), (model, callbacks) => Fit(model, [.. callbacks, Shrinking(), new ReduceLROnPlateau(patience: 1)]));
        int moments = training.Moments();
        Assert.That(moments, Is.EqualTo(2 + (3 * (1 + 6 + 4 + 1))));

        // before the first backup there is nothing to resume, and the training begins anew with other random numbers
        int first = saveFreq == 0 ? 1 + 12 : 2 + (2 * saveFreq);
        for (int moment = first; moment < moments; moment++)
        {
            training.Check(() => Backup(saveFreq), moment);
        }
    }

    [Test]
    public void Again_and_again() =>
        new ResumedTraining(() => SmallModels.Compiled(WithDropout()), (model, callbacks) => Fit(model, callbacks)).Check(() => Backup(1), 5, 4, 6, 9, 10, 7);

    [Test]
    public void In_epochs_of_a_fixed_length([Values(1, 2, 3, 5)] int stepsPerEpoch, [Values(1, 2)] int saveFreq, [Range(8, 14, 2)] int moment) =>
        new ResumedTraining(() => SmallModels.Compiled(WithDropout()), (model, callbacks) =>
        {
            var (x, y) = SmallModels.Data(11, 3, 6);
            return model.Fit(x, y, batchSize: 4, epochs: 6, stepsPerEpoch: stepsPerEpoch, verbosity: Verbosity.Silent, callbacks: callbacks);
        }).Check(() => Backup(saveFreq), moment);

    [Test]
    public void With_gradients_that_are_collected_and_moving_averages([Range(6, 36, 5)] int moment, [Values] bool swapped) => new ResumedTraining(
        () => SmallModels.Compiled(WithDropout(), new Adam(0.01, useEma: true, emaOverwriteFrequency: 4, gradientAccumulationSteps: 2)),
        (model, callbacks) => Fit(model, [.. callbacks, .. swapped ? (Callback[])[new SwapEMAWeights(swapOnEpoch: true)] : []])).Check(() => Backup(1), moment);

    [TestCase("nadam")]
    [TestCase("adafactor")]
    [TestCase("ftrl")]
    [TestCase("muon")]
    public void With_other_optimizers(string name) =>
        new ResumedTraining(() => SmallModels.Compiled(WithDropout(), (Optimizer)name), Fit).Check(() => Backup(1), 17);

    [Test]
    public void With_moving_statistics_noise_and_metrics_of_many_kinds([Range(4, 28, 6)] int moment) => new ResumedTraining(
        () =>
        {
            var model = new Sequential(
            [
                new InputLayer([6]), new GaussianNoise(0.1), new Dense(8), new BatchNormalization(), new AlphaDropout(0.1), new Dense(3, activation: "softmax"),
            ]);
            model.Compile(
                new Adam(0.01),
                "categorical_crossentropy",
                metrics: [new Sharpkeras.Metrics.F1Score(average: Sharpkeras.Metrics.Average.Macro), new Sharpkeras.Metrics.AUC(), "accuracy"],
                weightedMetrics: ["accuracy"]);
            return model;
        },
        (model, callbacks) =>
        {
            var (x, y) = SmallModels.Data(11, 3, 6);
            return model.Fit(
                x, Ops.OneHot(y, 3), batchSize: 4, epochs: 3, validationSplit: 0.3, sampleWeight: Ops.Arange(11, dtype: DType.Float32),
                verbosity: Verbosity.Silent, callbacks: callbacks);
        }).Check(() => Backup(1), moment);

    [Test]
    public void With_several_outputs([Values(4, 5, 7, 9)] int moment) => new ResumedTraining(
        () =>
        {
            var model = new TwoOutputs();
            model.Compile(new SGD(0.1), loss: ["mse", "sparse_categorical_crossentropy"], metrics: [["mae"], ["accuracy"]]);
            return model;
        },
        (model, callbacks) =>
        {
            var (x, y) = SmallModels.Data(11, 3, 6);
            return model.Fit(x, [Ops.Sum(x, 1), y], batchSize: 4, epochs: 2, verbosity: Verbosity.Silent, callbacks: callbacks);
        }).Check(() => Backup(1), moment);

    [Test]
    public void With_early_stopping([Range(14, 40, 4)] int moment)
    {
        double[] losses = [5, 3, 4, 4.5, 9, 9];
        var training = new ResumedTraining(() => SmallModels.Compiled(WithDropout()), (model, callbacks) => Fit(
            model,
            [
                .. callbacks,
                new LambdaCallback(onEpochEnd: (epoch, logs) => logs["loss_of_mine"] = losses[epoch]),
                new EarlyStopping("loss_of_mine", patience: 2, mode: MonitorMode.Min, restoreBestWeights: true),
            ],
            epochs: 6));
        Assert.That(training.Moments(), Is.EqualTo(2 + (4 * 12)), "it ends in the fourth epoch");
        training.Check(() => Backup(1), moment);
    }

    [TestCase(false, 5)]
    [TestCase(false, 8)]
    [TestCase(false, 9)]
    [TestCase(false, 13)]
    [TestCase(false, 20)]
    [TestCase(false, 37)]
    [TestCase(true, 13)]
    [TestCase(true, 16)]
    [TestCase(true, 30)]
    public void By_checkpoints_that_a_callback_of_ones_own_saves(bool atEpochEnd, int moment)
    {
        int trainings = 0;
        new ResumedTraining(
            () => SmallModels.Compiled(WithDropout()),
            (model, callbacks) => Fit(model, trainings++ == 0 ? callbacks : [.. callbacks, Own(model, atEpochEnd)])).Check(() => null, moment);
        Assert.That(trainings, Is.EqualTo(3), "as a whole, broken off, and resumed");
    }

    [Test]
    public void A_callback_that_is_new_begins_anew_with_a_warning()
    {
        var warnings = new List<string>();
        Log.Warning += warnings.Add;
        try
        {
            Sequential model = SmallModels.Compiled(WithDropout());
            Assert.That(() => Fit(model, [Backup(1), new BreakOff(9)]), Throws.InstanceOf<OperationCanceledException>());
            Fit(model, [Backup(1), new EarlyStopping(patience: 9)]);
        }
        finally
        {
            Log.Warning -= warnings.Add;
        }

        Assert.That(warnings, Has.Some.Contains("EarlyStopping — nothing is known of it"));
    }

    [Test]
    public void In_an_epoch_that_is_its_last()
    {
        var training = new ResumedTraining(() => SmallModels.Compiled(WithDropout()), (model, callbacks) =>
        {
            int steps = 0;
            var stop = new LambdaCallback(onTrainBatchEnd: (_, _) => model.StopTraining |= model.Optimizer.Iterations == 5 && steps++ == 0);
            return Fit(model, [stop, .. callbacks]);
        });
        training.Check(() => Backup(1), 21);
    }

    private BackupAndRestore Backup(int saveFreq) => saveFreq == 0
        ? new BackupAndRestore(folder.File("b"))
        : new BackupAndRestore(folder.File("b"), saveFreq, doubleCheckpoint: saveFreq == 2);

    /// <summary>A callback of ones own that does what BackupAndRestore does, at the moments that are told to all.</summary>
    private LambdaCallback Own(Model model, bool atEpochEnd)
    {
        var manager = new CheckpointManager(new Checkpoint(model), folder.File("own"));
        return new LambdaCallback(
            onTrainBegin: () => manager.RestoreLatest(),
            onTrainBatchEnd: atEpochEnd ? null : (_, _) => manager.Save(),
            onEpochEnd: atEpochEnd ? (_, _) => manager.Save() : null);
    }

    private static Sequential WithDropout() => new(
        [new InputLayer([6]), new Dense(8, activation: "relu"), new Dropout(0.3), new Dense(3, activation: "softmax")]);

    /// <summary>A rate that depends on the one before: a schedule that is asked twice for an epoch would not go unnoticed.</summary>
    private static LearningRateScheduler Shrinking() => new((_, rate) => rate * 0.9);

    private static History Fit(Model model, IEnumerable<Callback> callbacks) => Fit(model, callbacks, 3);

    private static History Fit(Model model, IEnumerable<Callback> callbacks, int epochs)
    {
        var (x, y) = SmallModels.Data(11, 3, 6);
        return model.Fit(
            x, y, batchSize: 4, epochs: epochs, validationData: (x[..8], y[..8]), validationBatchSize: 4, verbosity: Verbosity.Silent, callbacks: callbacks);
    }
}
