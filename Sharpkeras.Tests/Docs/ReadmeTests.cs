using Sharpkeras.Data;
using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Optimizers;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Docs;

/// <summary>The program of the README.</summary>
[TestFixture]
[NonParallelizable]
public sealed class ReadmeTests
{
    [Test]
    public void The_program_learns_and_saves()
    {
        using var folder = new TemporaryFolder();
        string before = Environment.CurrentDirectory;
        TextWriter console = Console.Out;
        using var output = new StringWriter();
        try
        {
            Environment.CurrentDirectory = folder.Path;
            Console.SetOut(output);
            Run();
            Assert.That(folder.Names(), Is.EqualTo(new[] { "digits.h5" }));
        }
        finally
        {
            Console.SetOut(console);
            Environment.CurrentDirectory = before;
        }

        string last = output.ToString().TrimEnd().Split('\n')[^1];
        Assert.That(double.Parse(last, System.Globalization.CultureInfo.InvariantCulture), Is.InRange(0.93, 1));
    }

    private static void Run()
    {
        var (train, test) = Mnist.Load();
        var model = new Sequential([
            new InputLayer([28, 28], dtype: DType.UInt8),
            new Rescaling(1.0 / 255),
            new Flatten(),
            new Dense(64, activation: "relu"),
            new Dense(10, activation: "softmax"),
        ]);
        model.Compile(new Adam(1e-3), loss: "sparse_categorical_crossentropy", metrics: ["accuracy"]);
        model.Fit(train.Images, train.Labels, batchSize: 64, epochs: 2);
        model.Save("digits.h5");
        Console.WriteLine(model.Evaluate(test.Images, test.Labels)["accuracy"]);
    }
}
