using Sharpkeras.Callbacks;
using Sharpkeras.Models;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Callbacks;

/// <summary>Callbacks that change the learning rate.</summary>
[OnDevices]
public sealed class LearningRateCallbackTests
{
    [Test]
    public void APlateauMakesTheRateSmaller()
    {
        Sequential model = Feed.Model();
        using var output = new StringWriter();
        var reduce = new ReduceLROnPlateau(factor: 0.5, patience: 2, verbose: 1) { Output = output };
        Feed.Epochs(reduce, model, "val_loss", 3, 3, 3, 3, 3, 2, 2);
        Assert.That(model.Optimizer.LearningRate, Is.EqualTo(0.25));
        string line = Environment.NewLine;
        Assert.That(output.ToString(), Is.EqualTo(
            $"\nEpoch 3: ReduceLROnPlateau reducing learning rate to 0.5.{line}\nEpoch 5: ReduceLROnPlateau reducing learning rate to 0.25.{line}"));
    }

    [Test]
    public void NothingCountsWhileItCoolsDown()
    {
        Sequential model = Feed.Model();
        Feed.Epochs(new ReduceLROnPlateau(factor: 0.5, patience: 1, cooldown: 2), model, "val_loss", 3, 3, 3, 3);
        Assert.That(model.Optimizer.LearningRate, Is.EqualTo(0.25), "after epochs 1 and 3: the second epoch of cooling ends with the count");
    }

    [Test]
    public void TheRateHasAFloor()
    {
        Sequential model = Feed.Model();
        Feed.Epochs(new ReduceLROnPlateau(factor: 0.1, patience: 1, minLr: 0.05), model, "val_loss", 3, 3, 3, 3, 3, 3);
        Assert.That(model.Optimizer.LearningRate, Is.EqualTo(0.05).Within(1e-8));
    }

    [Test]
    public void SmallImprovementsDoNotCount()
    {
        Sequential model = Feed.Model();
        Feed.Epochs(new ReduceLROnPlateau(patience: 1, minDelta: 0.5), model, "val_loss", 3, 2.6, 2);
        Assert.That(model.Optimizer.LearningRate, Is.EqualTo(0.1).Within(1e-8));
        Assert.That(() => new ReduceLROnPlateau(factor: 1), Throws.InstanceOf<ArgumentException>().With.Message.Contains("factor"));
        Assert.That(() => new ReduceLROnPlateau(minLr: -1), Throws.InstanceOf<ArgumentException>().With.Message.Contains("minLr"));
        Assert.That(() => new ReduceLROnPlateau(cooldown: -1), Throws.InstanceOf<ArgumentException>().With.Message.Contains("cooldown"));
        Assert.That(() => new ReduceLROnPlateau(patience: -1), Throws.InstanceOf<ArgumentException>().With.Message.Contains("patience"));
    }

    [Test]
    public void AScheduleSetsTheRateOfEachEpochAndItIsInTheHistory()
    {
        var (x, y) = SmallModels.Data(8, 3, 6);
        Sequential model = Feed.Model();
        using var output = new StringWriter();
        var scheduler = new LearningRateScheduler((epoch, rate) => epoch == 0 ? rate : rate / 2, verbose: 1) { Output = output };
        History history = model.Fit(x, y, epochs: 3, verbosity: Verbosity.Silent, callbacks: [scheduler]);
        Assert.That(history["learning_rate"], Is.EqualTo(new[] { 1, 0.5, 0.25 }));
        Assert.That(output.ToString(), Does.StartWith("\nEpoch 1: LearningRateScheduler setting learning rate to 1.0."));
        Assert.That(
            () => model.Fit(x, y, verbosity: Verbosity.Silent, callbacks: [new LearningRateScheduler((_, _) => -1)]),
            Throws.InstanceOf<ArgumentException>().With.Message.Contains("learningRate"));
    }
}
