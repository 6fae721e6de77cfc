using Sharpkeras.Callbacks;
using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Optimizers;
using Sharpkeras.Optimizers.Schedules;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Docs;

/// <summary>The programs of <c>docs/training.md</c>.</summary>
[TestFixture]
public sealed class TrainingProgramTests
{
    [Test]
    public void Weights_schedules_and_callbacks()
    {
        using var temporary = new TemporaryFolder();
        string folder = temporary.Path;
        Keras.SetRandomSeed(3);
        var (x, _) = SmallModels.Data(100, 2, 6);
        Tensor y = (Ops.Sum(x, 1) > 0).Cast(DType.Int32);
        var model = new Sequential([new InputLayer([6]), new Dense(16, activation: "relu"), new Dense(2, activation: "softmax")]);
        using var output = new StringWriter();
        TextWriter console = Console.Out;
        Console.SetOut(output);
        try
        {
            History history = Train(model, x, y, folder);
            Assert.That(history["val_loss"][^1], Is.LessThan(history["val_loss"][0]));
            Assert.That(history.Names, Does.Contain("val_weighted_accuracy"));
        }
        finally
        {
            Console.SetOut(console);
        }

        Assert.That(temporary.Names(), Is.EqualTo(new[] { "best.h5", "log.csv" }));
        Assert.That(Model.Load(temporary.File("best.h5")).Compiled);
    }

    [Test]
    public void Several_outputs()
    {
        Tensor x = Ops.Ones([8, 2]);
        Tensor numbers = Ops.Zeros([8]);
        Tensor classes = Ops.Zeros([8], DType.Int32);
        var model = new TwoOutputs();
        model.Compile(
            new Adam(0.01),
            loss: new Dictionary<string, LossArgument> { ["number"] = "mse", ["class"] = "sparse_categorical_crossentropy" },
            lossWeights: new Dictionary<string, double> { ["class"] = 0.5 },
            metrics: new Dictionary<string, MetricArgument> { ["class"] = ["accuracy"] });
        model.Fit(x, [numbers, classes], epochs: 2);
        Assert.That(model.Evaluate(x, [numbers, classes], verbosity: Verbosity.Silent)["class_accuracy"], Is.EqualTo(1));
    }

    [Test]
    public void Functions_as_a_callback()
    {
        var countdown = new LambdaCallback(onEpochEnd: (epoch, logs) => logs["left"] = 4 - epoch);
        var (x, y) = SmallModels.Data(8, 3, 6);
        History history = SmallModels.Compiled(SmallModels.Mlp()).Fit(x, y, epochs: 2, verbosity: Verbosity.Silent, callbacks: [countdown]);
        Assert.That(history["left"], Is.EqualTo(new[] { 4, 3 }));
    }

    private static History Train(Sequential model, Tensor x, Tensor y, string folder)
    {
        model.Compile(
            new AdamW(new CosineDecay(0.01, decaySteps: 100), weightDecay: 1e-4, globalClipnorm: 1),
            loss: "sparse_categorical_crossentropy",
            metrics: ["accuracy"],
            weightedMetrics: ["accuracy"]);
        History history = model.Fit(
            x,
            y,
            batchSize: 16,
            epochs: 20,
            validationSplit: 0.2,
            classWeight: new Dictionary<int, double> { [0] = 1, [1] = 2 },
            callbacks:
            [
                new EarlyStopping(patience: 3, restoreBestWeights: true),
                new ModelCheckpoint(Path.Combine(folder, "best.h5"), saveBestOnly: true),
                new CSVLogger(Path.Combine(folder, "log.csv")),
            ]);
        return history;
    }
}
