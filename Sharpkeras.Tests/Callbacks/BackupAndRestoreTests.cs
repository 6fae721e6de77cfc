using Sharpkeras.Callbacks;
using Sharpkeras.Diagnostics;
using Sharpkeras.Models;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Callbacks;

/// <summary>Trainings that are broken off and go on.</summary>
[OnDevices]
public sealed class BackupAndRestoreTests
{
    private TemporaryFolder folder = null!;

    [SetUp]
    public void MakeFolder() => folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => folder.Dispose();

    [Test]
    public void ATrainingInOrderEndsAsIfItHadNotBeenBrokenOff()
    {
        var (x, y) = SmallModels.Data(20, 3, 6);
        Keras.SetRandomSeed(4);
        Sequential whole = SmallModels.Compiled(SmallModels.Mlp());
        Sequential broken = Copy(whole);
        Sequential again = Copy(whole);
        whole.Fit(x, y, batchSize: 4, epochs: 4, shuffle: false, verbosity: Verbosity.Silent);
        BreakOff(broken, x, y, epoch: 2, new BackupAndRestore(folder.File("b")));
        History history = again.Fit(
            x, y, batchSize: 4, epochs: 4, shuffle: false, verbosity: Verbosity.Silent, callbacks: [new BackupAndRestore(folder.File("b"))]);
        Assert.That(history.Epochs, Is.EqualTo(new[] { 2, 3 }));
        Assert.That(SmallModels.WeightBytes(again), Is.EqualTo(SmallModels.WeightBytes(whole)));
        Assert.That(Directory.Exists(folder.File("b")), Is.False, "the backup goes when the training has ended");
    }

    [Test]
    public void BackupsAfterStepsTellTheEpochThatRan()
    {
        var (x, y) = SmallModels.Data(20, 3, 6);
        Sequential model = SmallModels.Compiled(SmallModels.Mlp());
        BreakOff(model, x, y, epoch: 1, new BackupAndRestore(folder.File("b"), saveFreq: 2));
        Assert.That(File.ReadAllText(folder.File("b/training_metadata.json")), Does.Contain("\"epoch\":1").And.Contain("\"batch\":"));
        History history = model.Fit(x, y, epochs: 3, verbosity: Verbosity.Silent, callbacks: [new BackupAndRestore(folder.File("b"), deleteCheckpoint: false)]);
        Assert.That(history.Epochs, Is.EqualTo(new[] { 1, 2 }));
        Assert.That(Directory.Exists(folder.File("b")));
    }

    [Test]
    public void TheBackupBeforeADamagedOneIsTaken()
    {
        var (x, y) = SmallModels.Data(20, 3, 6);
        Sequential model = SmallModels.Compiled(SmallModels.Mlp());
        BreakOff(model, x, y, epoch: 3, new BackupAndRestore(folder.File("b"), doubleCheckpoint: true));
        File.WriteAllText(folder.File("b/latest.weights.h5"), "half-written");
        using var output = new StringWriter();
        History history = model.Fit(
            x, y, epochs: 4, verbosity: Verbosity.Silent, callbacks: [new BackupAndRestore(folder.File("b"), deleteCheckpoint: false) { Output = output }]);
        Assert.That(history.Epochs, Is.EqualTo(new[] { 2, 3 }));
        Assert.That(output.ToString(), Does.Contain("latest.weights.h5").And.Contain("The backup before it is taken"));
        File.Delete(folder.File("b/latest.weights.h5.bkp"));
        File.WriteAllText(folder.File("b/latest.weights.h5"), "half-written");
        Assert.That(
            () => model.Fit(x, y, verbosity: Verbosity.Silent, callbacks: [new BackupAndRestore(folder.File("b"))]), Throws.InstanceOf<ModelFileException>());
        Assert.That(() => new BackupAndRestore(""), Throws.ArgumentException.With.Message.Contains("backupDir"));
    }

    private static Sequential Copy(Sequential model)
    {
        Sequential copy = SmallModels.Compiled(SmallModels.Mlp());
        copy.SetWeights(model.GetWeights());
        return copy;
    }

    /// <summary>Trains until the middle of an epoch, and there something fails.</summary>
    private static void BreakOff(Model model, Tensor x, Tensor y, int epoch, BackupAndRestore backup)
    {
        int now = 0;
        var failure = new LambdaCallback(
            onEpochBegin: number => now = number,
            onTrainBatchEnd: (batch, _) =>
            {
                if (now == epoch && batch == 2)
                {
                    throw new OperationCanceledException();
                }
            });
        Assert.That(
            () => model.Fit(x, y, batchSize: 4, epochs: 9, shuffle: false, verbosity: Verbosity.Silent, callbacks: [backup, failure]),
            Throws.InstanceOf<OperationCanceledException>());
    }
}
