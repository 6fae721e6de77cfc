using Sharpkeras.Callbacks;
using Sharpkeras.Checkpoints;
using Sharpkeras.Diagnostics;
using Sharpkeras.Models;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Callbacks;

/// <summary>Trainings that are broken off and go on; all moments of breaking off are in <c>Training/ResumeTests</c>.</summary>
[OnDevices]
public sealed class BackupAndRestoreTests
{
    private TemporaryFolder folder = null!;
    private Tensor x = null!;
    private Tensor y = null!;

    [SetUp]
    public void Prepare()
    {
        folder = new TemporaryFolder();
        (x, y) = SmallModels.Data(20, 5, 9, 8, 2);
    }

    [TearDown]
    public void RemoveFolder() => folder.Dispose();

    [Test]
    public void ATrainingGoesOnInTheMiddleOfAnEpochAndEndsWithTheSameBits([Values(12, 15, 19, 20)] int moment)
    {
        new ResumedTraining(() => SmallModels.Compiled(SmallModels.Cnn()), Fit).Check(() => new BackupAndRestore(folder.File("b"), saveFreq: 2), moment);
        Assert.That(Directory.Exists(folder.File("b")), Is.False, "the backup goes when the training has ended");
    }

    [Test]
    public void BackupsAreKeptAsAskedFor()
    {
        Model model = SmallModels.Compiled(SmallModels.Cnn());
        Fit(model, [new BackupAndRestore(folder.File("each"), deleteCheckpoint: false)]);
        Assert.That(Names("each"), Is.EqualTo(new[] { "backup-3.h5" }));
        Fit(model, [new BackupAndRestore(folder.File("steps"), saveFreq: 4, doubleCheckpoint: true, deleteCheckpoint: false)]);
        Assert.That(Names("steps"), Is.EqualTo(new[] { "backup-2.h5", "backup-3.h5" }), "15 steps, saved after 4, 8 and 12");
        Directory.CreateDirectory(folder.File("mine"));
        File.WriteAllText(folder.File("mine/notes.txt"), "not a backup");
        Fit(model, [new BackupAndRestore(folder.File("mine"))]);
        Assert.That(Names("mine"), Is.EqualTo(new[] { "notes.txt" }), "only backups are removed at the end");
    }

    [Test]
    public void ATrainingThatHadEndedDoesNothingMore()
    {
        Model model = SmallModels.Compiled(SmallModels.Cnn());
        History first = Fit(model, [new BackupAndRestore(folder.File("b"), deleteCheckpoint: false)]);
        byte[][] bytes = ResumedTraining.Bytes(model);
        Model again = SmallModels.Compiled(SmallModels.Cnn());
        History history = Fit(again, [new BackupAndRestore(folder.File("b"), deleteCheckpoint: false)]);
        Assert.That(ResumedTraining.Lines(history), Is.EqualTo(ResumedTraining.Lines(first)));
        Assert.That(ResumedTraining.Bytes(again), Is.EqualTo(bytes));
        Assert.That(Fit(again, [new BackupAndRestore(folder.File("b"))], epochs: 4).Epochs, Is.EqualTo(new[] { 0, 1, 2, 3 }), "more epochs");
    }

    [Test]
    public void TheBackupBeforeADamagedOneIsTaken()
    {
        var training = new ResumedTraining(() => SmallModels.Compiled(SmallModels.Cnn()), Fit);
        int made = 0;
        var warnings = new List<string>();
        Log.Warning += warnings.Add;
        try
        {
            training.Check(
                () =>
                {
                    if (made++ == 1)
                    {
                        File.WriteAllText(Directory.GetFiles(folder.File("b")).Max(StringComparer.Ordinal)!, "half-written");
                    }

                    return new BackupAndRestore(folder.File("b"), saveFreq: 2, doubleCheckpoint: true);
                },
                16);
        }
        finally
        {
            Log.Warning -= warnings.Add;
        }

        Assert.That(warnings, Has.One.Contains("backup-").And.One.Contains("before it is looked for"));
    }

    [Test]
    public void BackupsThatCannotBeReadOrAreOfAnotherTrainingAreAnError()
    {
        Model model = SmallModels.Compiled(SmallModels.Cnn());
        Fit(model, [new BackupAndRestore(folder.File("b"), deleteCheckpoint: false)]);
        byte[][] bytes = ResumedTraining.Bytes(model);
        Assert.That(() => Fit(model, [new BackupAndRestore(folder.File("b"))], batchSize: 5), Fails("batch_size is 4 there. Received 5"));
        new Checkpoint(model).Save(folder.File("b/backup-9.h5"));
        Assert.That(() => Fit(model, [new BackupAndRestore(folder.File("b"))]), Fails("was not made in a training"));
        Array.ForEach(Directory.GetFiles(folder.File("b")), file => File.WriteAllText(file, "half-written"));
        Assert.That(() => Fit(model, [new BackupAndRestore(folder.File("b"))]), Fails("backup-9.h5"));
        Assert.That(ResumedTraining.Bytes(model), Is.EqualTo(bytes));
        Assert.That(model.Fit(x, y, verbosity: Verbosity.Silent).Epochs, Has.Count.EqualTo(1), "a failed start leaves nothing behind");
        Assert.That(() => new BackupAndRestore(""), Throws.ArgumentException.With.Message.Contains("backupDir"));
    }

    [Test]
    public void BackupsOfKerasAreNotTakenSilently()
    {
        Model model = SmallModels.Compiled(SmallModels.Cnn());
        Directory.CreateDirectory(folder.File("b"));
        model.SaveWeights(folder.File("b/latest.weights.h5"));
        var warnings = new List<string>();
        Log.Warning += warnings.Add;
        try
        {
            Fit(model, [new BackupAndRestore(folder.File("b"))]);
        }
        finally
        {
            Log.Warning -= warnings.Add;
        }

        Assert.That(warnings, Has.One.Contains("backup of Keras"));
        Assert.That(Names("b"), Is.EqualTo(new[] { "latest.weights.h5" }));
    }

    private string[] Names(string directory) =>
        [.. Directory.GetFiles(folder.File(directory)).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    private History Fit(Model model, IEnumerable<Callback> callbacks) => Fit(model, callbacks, epochs: 3);

    private History Fit(Model model, IEnumerable<Callback> callbacks, int epochs = 3, int batchSize = 4) =>
        model.Fit(x, y, batchSize: batchSize, epochs: epochs, verbosity: Verbosity.Silent, callbacks: callbacks);

    private static NUnit.Framework.Constraints.Constraint Fails(string problem) => Throws.InstanceOf<ModelFileException>().With.Message.Contains(problem);
}
