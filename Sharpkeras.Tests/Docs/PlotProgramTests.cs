using Sharpkeras.Data;
using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Optimizers;
using Sharpkeras.Plots;
using Sharpkeras.Summaries;
using Sharpkeras.Tests.Architecture;
using Sharpkeras.Tests.Support;
using SkiaSharp;

namespace Sharpkeras.Tests.Docs;

/// <summary>The programs of <c>docs/plots.md</c>; with SHARPKERAS_UPDATE_DOCS=1 their pictures go into <c>docs/images</c>.</summary>
[TestFixture]
[NonParallelizable]
public sealed class PlotProgramTests
{
    private static readonly string[] Names = ["confusion.png", "digits.png", "history.svg", "model.dot", "model.svg", "weights.png"];

    [Test]
    public void Pictures_of_a_training()
    {
        using var temporary = new TemporaryFolder();
        string before = Environment.CurrentDirectory;
        TextWriter console = Console.Out;
        using var output = new StringWriter();
        try
        {
            Environment.CurrentDirectory = temporary.Path;
            Console.SetOut(output);
            Keras.ClearSession();
            Keras.SetRandomSeed(1);
            Run();
        }
        finally
        {
            Console.SetOut(console);
            Environment.CurrentDirectory = before;
        }

        Assert.That(temporary.Names(), Is.EqualTo(Names));
        Assert.That(output.ToString(), Does.Contain("val_accuracy  ").And.Contain("▀"));
        foreach (string name in Names.Where(name => name.EndsWith(".png", StringComparison.Ordinal)))
        {
            using SKBitmap picture = SKBitmap.Decode(temporary.File(name));
            Assert.That(picture.Pixels.Distinct().Take(9).Count(), Is.GreaterThan(8), name);
        }

        if (Environment.GetEnvironmentVariable("SHARPKERAS_UPDATE_DOCS") == "1")
        {
            foreach (string name in Names.Where(name => name != "model.dot"))
            {
                File.Copy(temporary.File(name), Repository.Path("docs/images/" + name), overwrite: true);
            }
        }
    }

    private static void Run()
    {
        var (train, test) = Mnist.Load();
        Plot.ImageGrid(train.Images[..12], [.. train.Labels[..12].ToArray<byte>().Select(digit => $"{digit}")], columns: 6).Save("digits.png");

        var model = new Sequential([
            new InputLayer([28, 28], dtype: DType.UInt8),
            new Rescaling(1.0 / 255),
            new Flatten(),
            new Dense(32, activation: "relu"),
            new Dense(10, activation: "softmax"),
        ], name: "digits");
        Plot.PlotModel(model).Save("model.svg");
        Plot.PlotModel(model).Save("model.dot");

        model.Compile(new Adam(1e-3), loss: "sparse_categorical_crossentropy", metrics: ["accuracy"]);
        History history = model.Fit(train.Images[..4000], train.Labels[..4000], epochs: 8, validationSplit: 0.2, verbosity: Verbosity.Silent);
        Plot.History(history).Save("history.svg");
        Plot.WeightHistograms(model).Save("weights.png");
        Plot.ConfusionMatrix(test.Labels[..1000], model.Predict(test.Images[..1000])).Save("confusion.png");

        Console.Write(TextPicture.Image(test.Images[0]));
        Console.Write(history.Sparklines());
    }
}
