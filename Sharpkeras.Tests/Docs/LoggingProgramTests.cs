using Sharpkeras.Callbacks;
using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Optimizers;
using Sharpkeras.Summaries;
using Sharpkeras.Tests.Summaries;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Docs;

/// <summary>The programs of <c>docs/logging.md</c>.</summary>
[TestFixture]
public sealed class LoggingProgramTests
{
    private TemporaryFolder temporary = null!;

    [SetUp]
    public void MakeFolder() => temporary = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => temporary.Dispose();

    [Test]
    public void The_option_of_a_model()
    {
        var (model, x, y) = Small();
        string folder = temporary.Path;
        model.Logging = Path.Combine(folder, "first");
        model.Fit(x, y, epochs: 3, verbosity: Verbosity.Silent);
        Assert.That(ProtoLog.ByTag(ProtoLog.Run(temporary.File("first/train")))["epoch_loss"].Count(), Is.EqualTo(3));
    }

    [Test]
    public void The_callback()
    {
        var (model, x, y) = Small();
        string folder = temporary.Path;
        model.Fit(
            x,
            y,
            epochs: 4,
            validationSplit: 0.25,
            verbosity: Verbosity.Silent,
            callbacks:
            [
                new TensorBoard(
                    Path.Combine(folder, "second"),
                    histogramFreq: 2,
                    writeImages: true,
                    writeStepsPerSecond: true,
                    updateFreq: 10),
            ]);
        Assert.That(ProtoLog.ByTag(ProtoLog.Run(temporary.File("second/validation"))).Contains("epoch_loss"));
    }

    [Test]
    public void A_loop_of_ones_own()
    {
        string folder = temporary.Path;
        using (var writer = new SummaryWriter(Path.Combine(folder, "own")))
        {
            writer.Text("notes", "Two **rates** are tried.", step: 0);
            for (int step = 0; step < 100; step++)
            {
                writer.Scalar("loss", 1.0 / (step + 1), step);
            }

            writer.Histogram("weights", Ops.Linspace(-1, 1, 1000), step: 0);
            writer.Image("squares", Ops.Ones([3, 28, 28, 1]), step: 0);
        }

        Assert.That(ProtoLog.Run(temporary.File("own")), Has.Count.EqualTo(104));
        Read(folder);
    }

    private static void Read(string folder)
    {
        foreach (SummaryEvent record in EventFile.Read(Path.Combine(folder, "own")))
        {
            foreach (SummaryValue value in record.Values.Where(value => value.Tag == "loss"))
            {
                Console.WriteLine($"step {record.Step}: {value.Scalar}");
            }
        }
    }

    private static (Sequential Model, Tensor X, Tensor Y) Small()
    {
        var (x, y) = SmallModels.Data(40, 3, 6);
        var model = new Sequential([new InputLayer([6]), new Dense(8, activation: "relu"), new Dense(3, activation: "softmax")]);
        model.Compile(new Adam(0.01), loss: "sparse_categorical_crossentropy", metrics: ["accuracy"]);
        return (model, x, y);
    }
}
