using Sharpkeras.Callbacks;
using Sharpkeras.Checkpoints;
using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Optimizers;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Docs;

/// <summary>The programs of <c>docs/checkpoints.md</c>.</summary>
[TestFixture]
public sealed class CheckpointProgramTests
{
    private TemporaryFolder temporary = null!;
    private string folder = null!;
    private Tensor x = null!;
    private Tensor y = null!;

    [SetUp]
    public void Prepare()
    {
        temporary = new TemporaryFolder();
        folder = temporary.Path;
        (x, y) = SmallModels.Data(40, 3, 6);
    }

    [TearDown]
    public void RemoveFolder() => temporary.Dispose();

    [Test]
    public void Backups()
    {
        Sequential model = SmallModels.Compiled(SmallModels.Mlp());
        History history = model.Fit(
            x,
            y,
            batchSize: 4,
            epochs: 3,
            verbosity: Verbosity.Silent,
            callbacks: [new BackupAndRestore(Path.Combine(folder, "backup"), saveFreq: 5)]);
        Assert.That(history.Epochs, Has.Count.EqualTo(3));
        Assert.That(temporary.Names(), Is.Empty);
    }

    [Test]
    public void LoopsOfOnesOwn()
    {
        int before = Loop(SmallModels.Compiled(SmallModels.Mlp()), steps: 30);
        int after = Loop(SmallModels.Compiled(SmallModels.Mlp()), steps: 50);
        Assert.That((before, after), Is.EqualTo((30, 20)));
        Assert.That(temporary.Names(), Is.EqualTo(new[] { "ckpt-3.h5", "ckpt-4.h5", "ckpt-5.h5" }));
    }

    [Test]
    public void MoreThanAModel()
    {
        Sequential generator = SmallModels.Mlp();
        Sequential critic = SmallModels.Mlp();
        var ofGenerator = new Adam(1e-3);
        var ofCritic = new Adam(1e-3);
        var noise = new SeedGenerator(1);
        var balance = new Variable(Ops.Ones([]), "balance");
        string path = temporary.File("gan.h5");
        ofCritic.Build(critic.TrainableVariables);
        var checkpoint = new Checkpoint(generator, ofGenerator);
        checkpoint.Add("critic", critic);
        checkpoint.Add("critic_optimizer", ofCritic);
        checkpoint.Add("noise", noise);
        checkpoint.Add("balance", balance);
        checkpoint.Save(path);
        noise.Reserve(10);
        checkpoint.Restore(path);
        Assert.That(noise.Counter, Is.Zero);
    }

    [Test]
    public void ObjectsOfOnesOwn()
    {
        var words = new Words(["a", "b", "c"]);
        var checkpoint = new Checkpoint();
        checkpoint.Add("words", words);
        words.Next();
        checkpoint.Save(temporary.File("c.h5"));
        words.Next();
        checkpoint.Restore(temporary.File("c.h5"));
        Assert.That(words.Next(), Is.EqualTo("b"));
    }

    private int Loop(Sequential model, int steps)
    {
        int done = 0;
        var checkpoint = new Checkpoint(model);
        var manager = new CheckpointManager(checkpoint, folder, maxToKeep: 3);
        manager.RestoreLatest();
        while (checkpoint.Step < steps)
        {
            int begin = (int)(checkpoint.Step % 10) * 4;
            model.TrainOnBatch(x[begin..(begin + 4)], y[begin..(begin + 4)]);
            done++;
            if (++checkpoint.Step % 10 == 0)
            {
                manager.Save();
            }
        }

        return done;
    }

    private sealed class Words(string[] words) : IStateful
    {
        private long next;

        public string Next() => words[next++ % words.Length];

        public void GetState(StateDictionary state) => state.Set("next", next);

        public void SetState(StateDictionary state) => next = state.GetInt64("next");
    }
}
