using Sharpkeras.Callbacks;
using Sharpkeras.Diagnostics;
using Sharpkeras.Models;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Callbacks;

/// <summary>Callbacks that are put where others were do what those would have done; whole trainings are in <c>Training/ResumeTests</c>.</summary>
[TestFixture]
public sealed class CallbackStateTests
{
    [Test]
    public void ModelCheckpointKnowsTheBestModelAndTheStepsSinceTheLast()
    {
        using var folder = new TemporaryFolder();
        ModelCheckpoint Saver() => new(folder.File("{epoch}.weights.h5"), "loss_of_mine", saveBestOnly: true, saveWeightsOnly: true, mode: MonitorMode.Min);
        Sequential model = Feed.Model();
        ModelCheckpoint first = Saver();
        Feed.Epochs(first, model, "loss_of_mine", 5, 3);
        ModelCheckpoint second = Saver();
        Moved(first, second);
        Assert.That(second.Best, Is.EqualTo(3));
        Array.ForEach(folder.Names(), name => File.Delete(folder.File(name)));
        Feed.Epochs(second, model, "loss_of_mine", 4, 2, 3);
        Assert.That(folder.Names(), Is.EqualTo(new[] { "2.weights.h5" }));
    }

    [Test]
    public void EarlyStoppingHasItsWeights()
    {
        Sequential model = Feed.Model();
        var first = new EarlyStopping("loss_of_mine", mode: MonitorMode.Min, patience: 5, restoreBestWeights: true);
        first.Attach(model, new CallbackParams(9, 1));
        first.OnTrainBegin();
        first.OnEpochEnd(0, new Dictionary<string, double> { ["loss_of_mine"] = 1 });
        byte[][] best = SmallModels.WeightBytes(model);
        Sequential other = Feed.Model();
        Assert.That(SmallModels.WeightBytes(other), Is.Not.EqualTo(best));
        var second = new EarlyStopping("loss_of_mine", mode: MonitorMode.Min, patience: 5, restoreBestWeights: true);
        second.Attach(other, new CallbackParams(9, 1));
        second.OnTrainBegin();
        Moved(first, second);
        second.OnTrainEnd(new Dictionary<string, double>());
        Assert.That(SmallModels.WeightBytes(other), Is.EqualTo(best));
    }

    [Test]
    public void AStateOfAnotherCallbackIsRefusedAndChangesNothing()
    {
        var callback = new ReduceLROnPlateau();
        var state = new StateDictionary();
        state.Set("best", 7.0);
        Assert.That(() => ((IStateful)callback).SetState(state), Throws.InstanceOf<ModelFileException>().With.Message.Contains("cooldown_left"));
        Assert.That(callback.Best, Is.Null);
    }

    private static void Moved(IStateful from, IStateful to)
    {
        var state = new StateDictionary();
        from.GetState(state);
        to.SetState(state);
    }
}
