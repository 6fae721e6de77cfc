using Sharpkeras.Callbacks;
using Sharpkeras.Models;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Callbacks;

/// <summary>When the training ends, beyond the trainings that Keras recorded.</summary>
[OnDevices]
public sealed class EarlyStoppingTests
{
    [TestCase(0, new[] { 3.0, 2, 2, 1 }, 3, Description = "no patience: the first epoch that is not better")]
    [TestCase(2, new[] { 3.0, 2, 2, 2, 1 }, 4)]
    [TestCase(2, new[] { 3.0, 2, 2, 1, 1, 1, 0 }, 6)]
    [TestCase(9, new[] { 3.0, 2, 2, 2 }, 4, Description = "it runs to the end")]
    [TestCase(1, new[] { double.NaN, 2, 1 }, 2, Description = "nothing is better than what is no number")]
    public void EndsAfterThePatience(int patience, double[] values, int epochs) =>
        Assert.That(Feed.Epochs(new EarlyStopping("val_loss", patience: patience), Feed.Model(), "val_loss", values), Is.EqualTo(epochs));

    [Test]
    public void TheDeltaIsWhatCountsAsBetter()
    {
        Assert.That(Feed.Epochs(new EarlyStopping(minDelta: 0.5), Feed.Model(), "val_loss", 3, 2, 1.6, 1), Is.EqualTo(3));
        Assert.That(Feed.Epochs(new EarlyStopping(minDelta: -0.5), Feed.Model(), "val_loss", 3, 2, 1.6, 1), Is.EqualTo(3));
        Assert.That(Feed.Epochs(new EarlyStopping(minDelta: 0.1), Feed.Model(), "val_loss", 3, 2, 1.6, 1), Is.EqualTo(4));
    }

    [Test]
    public void TheModeIsTheMetricsUnlessGiven()
    {
        Assert.That(Feed.Epochs(new EarlyStopping("score", mode: MonitorMode.Max), Feed.Model(), "score", 1, 2, 3, 2), Is.EqualTo(4));
        Assert.That(Feed.Epochs(new EarlyStopping("score", mode: MonitorMode.Min), Feed.Model(), "score", 1, 2, 3, 2), Is.EqualTo(2));
        Sequential model = Feed.Model();
        var (x, y) = SmallModels.Data(4, 3, 6);
        model.Fit(x, y, verbosity: Verbosity.Silent);
        Assert.That(Feed.Epochs(new EarlyStopping("val_accuracy"), model, "val_accuracy", 0.1, 0.2, 0.3, 0.2), Is.EqualTo(4));
        Assert.That(
            () => Feed.Epochs(new EarlyStopping("score"), model, "score", 1),
            Throws.InvalidOperationException.With.Message.Contains("score").And.Message.Contains("MonitorMode.Max"));
    }

    [Test]
    public void ABaselineMustBeReached()
    {
        Assert.That(Feed.Epochs(new EarlyStopping(patience: 2, baseline: 1), Feed.Model(), "val_loss", 5, 4, 3, 2), Is.EqualTo(4), "always better, never good enough: but each is an improvement");
        Assert.That(Feed.Epochs(new EarlyStopping(patience: 2, baseline: 1), Feed.Model(), "val_loss", 5, 5, 5, 5), Is.EqualTo(2));
    }

    [Test]
    public void EarlyEpochsAreNotLookedAt() =>
        Assert.That(Feed.Epochs(new EarlyStopping(startFromEpoch: 3), Feed.Model(), "val_loss", 1, 2, 3, 4, 5, 6), Is.EqualTo(5));

    [Test]
    public void TheBestWeightsComeBack()
    {
        Sequential model = Feed.Model();
        var stopping = new EarlyStopping("val_loss", patience: 1, restoreBestWeights: true);
        var grows = new LambdaCallback(onEpochBegin: epoch => model.Weights[0].Fill(epoch));
        grows.Attach(model, default);
        stopping.Attach(model, default);
        stopping.OnTrainBegin();
        double[] losses = [3, 1, 2, 2];
        for (int epoch = 0; epoch < 3; epoch++)
        {
            grows.OnEpochBegin(epoch);
            stopping.OnEpochEnd(epoch, new Dictionary<string, double> { ["val_loss"] = losses[epoch] });
        }

        Assert.That(model.StopTraining);
        stopping.OnTrainEnd(new Dictionary<string, double>());
        Assert.That(model.Weights[0].Value.ToArray<float>(), Is.All.EqualTo(1f));
        Assert.That((stopping.BestEpoch, stopping.StoppedEpoch, stopping.Best), Is.EqualTo((1, 2, (double?)1)));
    }

    [Test]
    public void ItTellsWhyItEnded()
    {
        using var output = new StringWriter();
        Feed.Epochs(new EarlyStopping(verbose: 1, restoreBestWeights: true) { Output = output }, Feed.Model(), "val_loss", 1, 2);
        Assert.That(output.ToString(), Is.EqualTo(
            "Epoch 2: early stopping" + Environment.NewLine + "Restoring model weights from the end of the best epoch: 1." + Environment.NewLine));
    }

    [Test]
    public void AMonitorThatIsNotReportedIsNamedWithWhatIs()
    {
        using var output = new StringWriter();
        Assert.That(Feed.Epochs(new EarlyStopping("val_los") { Output = output }, Feed.Model(), "val_loss", 1, 2, 3), Is.EqualTo(3));
        Assert.That(output.ToString(), Does.Contain("'val_los'").And.Contain("did you mean 'val_loss'").And.Contain("Known: loss, val_loss"));
    }

    [Test]
    public void NumbersOutsideTheirRange()
    {
        Refused(() => new EarlyStopping(patience: -1), "patience", "-1");
        Refused(() => new EarlyStopping(verbose: 3), "verbose", "3");
        Refused(() => new EarlyStopping(startFromEpoch: -2), "startFromEpoch", "-2");
        Refused(() => new EarlyStopping(minDelta: double.NaN), "minDelta", "NaN");
        Refused(() => new EarlyStopping(baseline: double.NaN), "baseline", "NaN");
    }

    private static void Refused(Action action, string name, string value) =>
        Assert.That(action, Throws.InstanceOf<ArgumentException>().With.Message.Contains(name).And.Message.Contains(value));
}
