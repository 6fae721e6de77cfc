using System.Text.RegularExpressions;
using Sharpkeras.Callbacks;
using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Models;

/// <summary>What is printed: progress, and summaries beyond those that Keras's own fix.</summary>
public sealed partial class OutputTests
{
    [Test]
    public void PlainLinesWhereTheOutputIsNoTerminal()
    {
        string[] lines = Fit(Verbosity.Auto).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(lines, Has.Length.EqualTo(4));
        Assert.That(lines[0].Trim(), Is.EqualTo("Epoch 1/2"));
        Assert.That(lines[1].Trim(), Does.Match(EpochLine()));
        Assert.That(lines[2].Trim(), Is.EqualTo("Epoch 2/2"));
        Assert.That(lines[3].Trim(), Does.Match(EpochLine()));
        string all = string.Concat(lines);
        Assert.That(all, Does.Not.Contain('\b').And.Not.Contain('\u001b').And.Not.Contain('━'));
    }

    [Test]
    public void ABarThatIsRewrittenOnATerminal()
    {
        string text = Fit(Verbosity.Bar);
        Assert.That(text, Does.Contain("\r3/3 ━━━━━━━━━━━━━━━━━━━━").And.Contain("/step - accuracy: ").And.Contain(" - val_loss: "));
        Assert.That(text.Split('\n').Select(line => line.Split('\r')[^1]), Has.None.Contain("Epoch 1/2 "));
    }

    [Test]
    public void NothingWhenSilent()
    {
        var (x, y) = SmallModels.Data(6, 3, 6);
        TextWriter console = Console.Out;
        using var writer = new StringWriter();
        Console.SetOut(writer);
        try
        {
            Sequential model = SmallModels.Compiled(SmallModels.Mlp());
            model.Fit(x, y, verbosity: Verbosity.Silent);
            model.Evaluate(x, y, verbosity: Verbosity.Silent);
            model.Predict(x);
        }
        finally
        {
            Console.SetOut(console);
        }

        Assert.That(writer.ToString(), Is.Empty);
    }

    [Test]
    public void ASummaryFitsItsWidth()
    {
        foreach (int width in new[] { 40, 65, 100, 120 })
        {
            using var writer = new StringWriter();
            SmallModels.LeNet("wide").Summary(writer, width, showTrainable: true);
            string[] table = writer.ToString().Split('\n').Where(line => line.Length > 0 && "┏┃┡│├└".Contains(line[0])).ToArray();
            Assert.That(table.Select(line => line.Length), Is.All.LessThanOrEqualTo(width));
            Assert.That(table.Select(line => line.Length).Distinct().Count(), Is.EqualTo(1));
        }

        Assert.That(() => SmallModels.Mlp().Summary(TextWriter.Null, 8), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("8"));
    }

    [Test]
    public void ASummaryCountsWhatIsFrozen()
    {
        Sequential model = SmallModels.Mlp();
        model.Layers[0].Trainable = false;
        using var writer = new StringWriter();
        model.Summary(writer, showTrainable: true);
        Assert.That(writer.ToString(), Does.Contain(
            " Total params: 83 (332.00 B)\n Trainable params: 27 (108.00 B)\n Non-trainable params: 56 (224.00 B)\n"));
    }

    [Test]
    public void NamesAreCountedByClassUntilTheSessionIsCleared()
    {
        Keras.ClearSession();
        Assert.That(new Dense(1).Name, Is.EqualTo("dense"));
        Assert.That(new Dense(1).Name, Is.EqualTo("dense_1"));
        Assert.That(new MaxPooling2D().Name, Is.EqualTo("max_pooling2d"));
        Keras.ClearSession();
        Assert.That(new Dense(1).Name, Is.EqualTo("dense"));
        Assert.That(() => new Dense(1, name: "a/b"), Throws.ArgumentException.With.Message.Contains("a/b"));
    }

    private static string Fit(Verbosity verbosity)
    {
        var (x, y) = SmallModels.Data(6, 3, 6);
        using var writer = new StringWriter();
        SmallModels.Compiled(SmallModels.Mlp()).Fit(
            x, y, batchSize: 2, epochs: 2, validationData: (x, y), verbosity: Verbosity.Silent, callbacks: [new ProgressBar(verbosity) { Output = writer }]);
        return writer.ToString();
    }

    [GeneratedRegex(@"^3/3 - \d+s - [\d.]+m?s/step - accuracy: \d\.\d{4} - loss: \d+\.\d{4} - val_accuracy: \d\.\d{4} - val_loss: \d+\.\d{4}$")]
    private static partial Regex EpochLine();
}
