using System.Collections;
using System.Globalization;
using Sharpkeras.Tests.Architecture;

namespace Sharpkeras.Tests.Docs;

/// <summary>Each line of <c>docs/from-tensorflow.md</c> runs and gives what stands there.</summary>
[TestFixture]
[NonParallelizable]
public sealed class FromTensorFlowTests
{
    private const string Variable = "SHARPKERAS_UPDATE_DOCS";

    private const string Head = "| TensorFlow | Sharpkeras | gives |\n| --- | --- | --- |\n";

    private static readonly string Document = Repository.Path("docs/from-tensorflow.md");

    private static IEnumerable<TestCaseData> Lines() =>
        from section in TensorFlowSection.All
        from line in section.Rows().Select((row, i) => (row.TensorFlow, Number: i))
        select new TestCaseData(section.Title, line.Number).SetArgDisplayNames(section.Title, line.TensorFlow);

    [OneTimeSetUp]
    public void MakeFolder()
    {
        Directory.CreateDirectory(TensorFlowModels.Folder);
        TensorFlowReading.WriteFiles();
    }

    [OneTimeTearDown]
    public void TakeFolderAway() => Directory.Delete(TensorFlowModels.Folder, recursive: true);

    [TestCaseSource(nameof(Lines))]
    public void Line(string title, int number)
    {
        using var scope = new TensorScope();
        using var console = new StringWriter();
        TextWriter before = Console.Out;
        Console.SetOut(console);
        try
        {
            TensorFlowRow row = TensorFlowSection.All.Single(section => section.Title == title).Rows()[number];
            object? value = row.Run();
            Assert.That(row.Gives.Length == 0 ? "" : Text(value), Is.EqualTo(row.Gives), row.Code);
        }
        finally
        {
            Console.SetOut(before);
        }
    }

    /// <summary>The tables of the document are the lines that run.</summary>
    [Test]
    public void Document_has_these_lines()
    {
        string now = File.ReadAllText(Document);
        string wanted = TensorFlowSection.All.Aggregate(now, WithTable);
        if (Environment.GetEnvironmentVariable(Variable) == "1")
        {
            File.WriteAllText(Document, wanted);
            now = wanted;
        }

        Assert.That(now, Is.EqualTo(wanted), $"Run the tests with {Variable}=1, which writes the tables");
        int lines = now.Split('\n').Count(line => line.StartsWith("| `", StringComparison.Ordinal));
        Assert.That(lines, Is.EqualTo(TensorFlowSection.All.Sum(section => section.Rows().Length)), "no line stands outside of these sections");
    }

    /// <summary>What the tutorial and its program use.</summary>
    [Test]
    public void The_names_of_the_tutorial_are_there()
    {
        string[] names =
        [
            "tf.nn.conv2d(", "tf.nn.relu(", "tf.nn.max_pool(", "tf.nn.dropout(", "tf.nn.sigmoid_cross_entropy_with_logits(", "tf.truncated_normal(",
            "tf.constant(", "tf.placeholder(", "tf.Variable(", "tf.nn.bias_add(", "tf.reduce_mean(", "tf.squared_difference(", "tf.square(", "tf.pad(", "tf.matmul(",
            "Sequential(", "Conv2D(", "AveragePooling2D(", "Flatten(", "Dense(", "compile(", "fit(", "evaluate(", "predict(", "save(", "load_model(", "summary(",
            "tf.train.string_input_producer(", "tf.TextLineReader(", "tf.decode_csv(", "tf.train.batch(", "tf.train.batch_join(", "tf.train.shuffle_batch(",
        ];
        string[] mapped = [.. TensorFlowSection.All.SelectMany(section => section.Rows()).Select(row => row.TensorFlow)];
        Assert.That(names.Where(name => !mapped.Any(words => words.Contains(name, StringComparison.Ordinal))), Is.Empty);
    }

    /// <summary>The text with the table below a heading replaced.</summary>
    private static string WithTable(string text, TensorFlowSection section)
    {
        int heading = text.IndexOf($"## {section.Title}\n", StringComparison.Ordinal);
        Assert.That(heading, Is.GreaterThanOrEqualTo(0), $"the document has no section '{section.Title}'");
        int begin = text.IndexOf("\n|", heading, StringComparison.Ordinal) + 1;
        int end = begin;
        while (end < text.Length && text[end] == '|')
        {
            end = text.IndexOf('\n', end) + 1;
        }

        string table = Head + string.Concat(section.Rows().Select(row => $"{row}\n"));
        return text[..begin] + table + text[end..];
    }

    /// <summary>A value as the document writes it: numbers to four places, tensors and lists in brackets.</summary>
    private static string Text(object? value) => value switch
    {
        null => "null",
        Tensor { Rank: 0 } scalar => Text(scalar.Reshape([1]).ToArray().GetValue(0)),
        Tensor tensor => $"[{string.Join(", ", Enumerable.Range(0, tensor.Shape[0]).Select(i => Text(tensor[i])))}]",
        Sharpkeras.Variable variable => Text(variable.Value),
        string text => text,
        bool flag => flag ? "true" : "false",
        Shape shape => shape.ToString(),
        DType dtype => dtype.KerasName(),
        IEnumerable list => $"[{string.Join(", ", list.Cast<object?>().Select(Text))}]",
        float or double => (Math.Round(Convert.ToDouble(value, CultureInfo.InvariantCulture), 4) + 0.0).ToString("0.####", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };
}
