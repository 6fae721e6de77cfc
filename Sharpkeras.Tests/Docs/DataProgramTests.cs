using Sharpkeras.Data;
using Sharpkeras.Layers;
using Sharpkeras.Losses;
using Sharpkeras.Models;
using Sharpkeras.Optimizers;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Docs;

/// <summary>The programs of <c>docs/data.md</c>.</summary>
[TestFixture]
public sealed class DataProgramTests
{
    private TemporaryFolder temporary = null!;

    [SetUp]
    public void Create()
    {
        Keras.SetRandomSeed(2);
        temporary = new TemporaryFolder();
    }

    [TearDown]
    public void Remove() => temporary.Dispose();

    [Test]
    public void Files_through_a_pipeline()
    {
        string folder = temporary.Path;
        for (int file = 0; file < 4; file++)
        {
            File.WriteAllLines(temporary.File($"part-{file}.csv"), ["a,b,y", .. Enumerable.Range(0, 50).Select(i => $"{i % 7},{file},{(2 * (i % 7)) - file}")]);
        }

        var model = new Sequential([new InputLayer([2]), new Dense(1)]);
        var optimizer = new SGD(0.02);
        var lossFunction = new MeanSquaredError();
        model.Compile(optimizer, loss: lossFunction);
        Dataset<Element> data = Dataset.FromFiles(Path.Combine(folder, "part-*.csv"), shuffle: true, seed: 1)
            .Interleave(path => CsvFile.Stream(path, label: "y"), cycleLength: 3)
            .Shuffle(bufferSize: 500, seed: 2)
            .Batch(32)
            .Prefetch(2);
        model.Fit(data, epochs: 10, verbosity: Verbosity.Silent);
        double before = model.Evaluate(data, Verbosity.Silent).Loss;
        foreach (var (x, y) in data)
        {
            using var tape = new GradientTape();
            Tensor loss = lossFunction.Call(y, model.Call(x, training: true));
            optimizer.Apply(tape.Gradient(loss, model.TrainableVariables), model.TrainableVariables);
        }

        Assert.That(model.Evaluate(data, Verbosity.Silent).Loss, Is.LessThan(before).And.LessThan(1));
        CheckPosition(data);
        Assert.That(Workers.Live, Is.Zero);
    }

    [Test]
    public void Lines_become_elements()
    {
        string path = temporary.File("words.txt");
        File.WriteAllText(path, "1 2 3\t0\n\n4 5 6\t1\n");
        Dataset<Element> words = TextFile.Stream(path)
            .Filter(line => line.Length > 0)
            .Map(line => line.Split('\t'))
            .Map(fields => new Element(
                HostArray.From<float>([.. fields[0].Split(' ').Select(float.Parse)], [3]),
                HostArray.From([int.Parse(fields[1])], Shape.Scalar)));
        Assert.That(words.AsEnumerable().Select(word => word.X[0].Span<float>()[0]), Is.EqualTo(new[] { 1f, 4 }));
    }

    [Test]
    public void A_table_with_names()
    {
        string path = temporary.File("table.csv");
        File.WriteAllLines(path, ["length,width,colour,kind", "1,2,red,oak", "9,,blue,elm", "1,1,,oak", "8,1,red,elm"]);
        var model = new Sequential([new InputLayer([2]), new Dense(2, activation: "softmax")]);
        model.Compile(new Adam(0.1), loss: "sparse_categorical_crossentropy");
        CsvTable table = CsvFile.Load(
            path,
            label: "kind",
            features: ["length", "width"],
            columns: new Dictionary<string, CsvColumn> { ["kind"] = CsvColumn.Category() },
            missing: 0);
        model.Fit(table.X, table.Y, epochs: 5, verbosity: Verbosity.Silent);
        string best = table.Classes![Ops.ArgMax(model.Predict(table.X[..1])).Item<int>()];
        Assert.That(best, Is.EqualTo("oak").Or.EqualTo("elm"));
    }

    private static void CheckPosition(Dataset<Element> data)
    {
        using DatasetReader<Element> reader = data.Read();
        reader.MoveNext();
        DatasetPosition position = reader.Position;
        using DatasetReader<Element> later = data.Read(position);
        while (reader.MoveNext())
        {
            Assert.That(later.MoveNext());
            Assert.That(later.Current.X[0].Bytes, Is.EqualTo(reader.Current.X[0].Bytes));
        }

        Assert.That(later.MoveNext(), Is.False);
    }
}
