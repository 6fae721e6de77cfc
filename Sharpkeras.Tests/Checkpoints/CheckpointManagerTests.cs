using Sharpkeras.Checkpoints;
using Sharpkeras.Diagnostics;
using Sharpkeras.Models;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Checkpoints;

/// <summary>Which checkpoints stay, and which is found again.</summary>
[TestFixture]
public sealed class CheckpointManagerTests
{
    private readonly List<string> warnings = [];
    private TemporaryFolder folder = null!;
    private Sequential model = null!;

    [SetUp]
    public void Prepare()
    {
        folder = new TemporaryFolder();
        model = SmallModels.Mlp();
        warnings.Clear();
        Log.Warning += warnings.Add;
    }

    [TearDown]
    public void CleanUp()
    {
        Log.Warning -= warnings.Add;
        folder.Dispose();
    }

    [Test]
    public void TheLastOnesStay()
    {
        CheckpointManager manager = Manager(3);
        Assert.That(manager.Latest, Is.Null);
        Assert.That(manager.RestoreLatest(), Is.Null);
        for (int i = 0; i < 12; i++)
        {
            Save(manager, i);
        }

        Assert.That(Names(), Is.EqualTo(new[] { "ckpt-10.h5", "ckpt-11.h5", "ckpt-12.h5" }));
        Assert.That(manager.Checkpoints.Select(Path.GetFileName), Is.EqualTo(Names()));
        Assert.That(Path.GetFileName(manager.Latest), Is.EqualTo("ckpt-12.h5"));
        Assert.That(Step(manager.Latest!), Is.EqualTo(11));
        manager = Manager(null);
        Save(manager, 12);
        Assert.That(Names(), Has.Length.EqualTo(4), "all stay");
    }

    [Test]
    public void AnotherProcessFindsTheLastAndGoesOnCounting()
    {
        Save(Manager(2), 5);
        Save(Manager(2), 6, number: 40);
        CheckpointManager manager = Manager(2);
        Assert.That(Path.GetFileName(manager.RestoreLatest()), Is.EqualTo("ckpt-40.h5"));
        Assert.That(manager.Checkpoint.Step, Is.EqualTo(6));
        Assert.That(Path.GetFileName(Save(manager, 7)), Is.EqualTo("ckpt-41.h5"));
        Assert.That(() => manager.Save(41), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("has 41. Received 41"));
        Assert.That(Names(), Is.EqualTo(new[] { "ckpt-40.h5", "ckpt-41.h5" }));
    }

    [Test]
    public void ADamagedOneIsPassedOverAndGoesWithTheNextSave()
    {
        CheckpointManager manager = Manager(2);
        Save(manager, 1);
        string before = Save(manager, 2);
        string last = Save(manager, 3);
        byte[] bytes = File.ReadAllBytes(last);
        File.WriteAllBytes(last, bytes[..(bytes.Length / 2)]);
        manager = Manager(2);
        Assert.That(manager.RestoreLatest(), Is.EqualTo(before));
        Assert.That(manager.Checkpoint.Step, Is.EqualTo(2));
        Assert.That(warnings, Has.One.Contains(last).And.One.Contains("The checkpoint before it is looked for"));
        Save(manager, 4);
        Assert.That(Names(), Is.EqualTo(new[] { "ckpt-2.h5", "ckpt-4.h5" }), "two whole ones");
    }

    [Test]
    public void WhenNoneCanBeReadThatIsAnError()
    {
        CheckpointManager manager = Manager(2);
        Save(manager, 1);
        Save(manager, 2);
        Array.ForEach([.. manager.Checkpoints], path => File.WriteAllText(path, "half-written"));
        manager.Checkpoint.Step = 9;
        Assert.That(
            () => manager.RestoreLatest(), Throws.InstanceOf<ModelFileException>().With.Message.Contains("ckpt-1.h5, ckpt-2.h5").And.Message.Contains("begin anew"));
        Assert.That(manager.Checkpoint.Step, Is.EqualTo(9));
        Assert.That(warnings, Has.Count.EqualTo(2));
    }

    [Test]
    public void OneOfAnotherModelIsAnErrorAndNotPassedOver()
    {
        Save(Manager(2), 1);
        var other = new CheckpointManager(new Checkpoint(SmallModels.Cnn()), folder.Path);
        other.Save();
        Assert.That(() => Manager(2).RestoreLatest(), Throws.InstanceOf<ModelFileException>().With.Message.Contains("ckpt-2.h5").And.Message.Contains("conv2d"));
        Assert.That(warnings, Is.Empty);
    }

    [Test]
    public void OnlyItsOwnFilesCountAndGo()
    {
        string[] foreign = ["ckpt-1.weights.h5", "ckpt-x.h5", "other-1.h5", "my-ckpt-1.h5", ".ckpt-1.h5.tmp", "ckpt-99999999999999999999.h5"];
        Array.ForEach(foreign, name => File.WriteAllText(folder.File(name), "mine"));
        File.WriteAllText(folder.File(".ckpt-7.h5.0123456789abcdef0123456789abcdef.tmp"), "left by a process that was killed");
        CheckpointManager manager = Manager(1);
        Save(manager, 1);
        Save(manager, 2);
        Assert.That(Names(), Is.EquivalentTo((string[])["ckpt-2.h5", .. foreign]));
        manager.RemoveAll();
        Assert.That(Names(), Is.EquivalentTo(foreign));
    }

    [Test]
    public void ArgumentsOutsideTheirRange()
    {
        Assert.That(() => new CheckpointManager(new Checkpoint(), ""), Throws.ArgumentException.With.Message.Contains("folder"));
        Assert.That(() => new CheckpointManager(new Checkpoint(), "a", 0), Throws.InstanceOf<ArgumentException>().With.Message.Contains("maxToKeep"));
        Assert.That(() => new CheckpointManager(new Checkpoint(), "a", 1, "b/c"), Throws.ArgumentException.With.Message.Contains("b/c"));
        Assert.That(() => new CheckpointManager(new Checkpoint(), "a", 1, ""), Throws.ArgumentException);
    }

    private CheckpointManager Manager(int? maxToKeep) => new(new Checkpoint(model), folder.Path, maxToKeep);

    private static string Save(CheckpointManager manager, long step, long? number = null)
    {
        manager.Checkpoint.Step = step;
        return manager.Save(number);
    }

    private long Step(string path)
    {
        var checkpoint = new Checkpoint(model);
        checkpoint.Restore(path);
        return checkpoint.Step;
    }

    private string[] Names() => folder.Names();
}
