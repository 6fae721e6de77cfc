using Sharpkeras.Data;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Data.Csv;

public sealed class CsvStreamTests
{
    private static readonly Dictionary<string, CsvColumn> Kinds = new() { ["kind"] = CsvColumn.Category() };

    private TemporaryFolder folder = null!;

    [SetUp]
    public void Create() => folder = new TemporaryFolder();

    [TearDown]
    public void Remove()
    {
        folder.Dispose();
        Assert.That(Workers.Live, Is.Zero);
    }

    [Test]
    public void Rows_are_those_of_the_whole_file()
    {
        string path = Write("a.csv", "a,kind,b\n1,x,2\n\n3,w,4\n5,x,\"6\"\n");
        CsvTable table = CsvFile.Load(path, "kind", columns: Kinds);
        Element all = CsvFile.Stream(path, "kind", columns: Kinds).Batch(10).AsEnumerable().Single();
        Assert.That(all.X[0].Span<float>().ToArray(), Is.EqualTo(table.X.ToArray<float>()));
        Assert.That(all.Y[0].Span<int>().ToArray(), Is.EqualTo(table.Y!.ToArray<int>()));
        Element unlabelled = CsvFile.Stream(path, features: ["b", "a"], dtype: DType.Int16).AsEnumerable().First();
        Assert.That(unlabelled.X[0].Span<short>().ToArray(), Is.EqualTo(new short[] { 2, 1 }));
        Assert.That(unlabelled.Y, Is.Empty);
    }

    [Test]
    public void A_saved_position_leaves_rows_out_without_reading_their_numbers()
    {
        string path = Write("a.csv", "a,y\nnone,0\n2,1\n3,0\n");
        Dataset<Element> rows = CsvFile.Stream(path, "y");
        using DatasetReader<Element> reader = rows.Read(new DatasetPosition(0, 1));
        Assert.That(reader.MoveNext());
        Assert.That(reader.Current.X[0].Span<float>()[0], Is.EqualTo(2));
        Assert.That(reader.Position, Is.EqualTo(new DatasetPosition(0, 2)));
    }

    [TestCase("5,6\n7\n", "line 4", "1 fields")]
    [TestCase("5,6\n7,eight\n", "line 4", "'eight'")]
    public void An_error_comes_through_the_pipeline_with_file_and_line(string end, string line, string problem)
    {
        Write("good.csv", "a,y\n1,2\n3,4\n");
        string bad = Write("bad.csv", "a,y\n1,2\n" + end);
        Dataset<Element> data = Dataset.FromFiles(folder.File("*.csv"))
            .Interleave(path => CsvFile.Stream(path, "y"), cycleLength: 2).Map(element => element, workers: 2).Batch(2).Prefetch(2);
        Assert.That(() => data.AsEnumerable().Count(), Refused.With($"'{bad}' {line}", problem));
        File.Delete(bad);
    }

    [Test]
    public void What_can_be_seen_at_once_is_refused_at_once()
    {
        Assert.That(() => CsvFile.Stream(folder.File("none.csv")), Throws.InstanceOf<FileNotFoundException>());
        Assert.That(() => CsvFile.Stream(Write("a.csv", "a,b\n1,2\n"), "c"), Refused.With("'c'", "Known: a, b"));
        Assert.That(() => CsvFile.Stream(Write("b.csv", "")), Refused.With("empty"));
        Assert.That(CsvFile.Stream(Write("c.csv", "a,b\n")).AsEnumerable(), Is.Empty);
    }

    private string Write(string name, string text)
    {
        File.WriteAllText(folder.File(name), text);
        return folder.File(name);
    }
}
