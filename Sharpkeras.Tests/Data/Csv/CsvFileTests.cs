using System.IO.Compression;
using System.Text;
using Sharpkeras.Data;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Data.Csv;

public sealed class CsvFileTests
{
    private TemporaryFolder folder = null!;

    [SetUp]
    public void Create() => folder = new TemporaryFolder();

    [TearDown]
    public void Remove() => folder.Dispose();

    [Test]
    public void LoadsFeaturesAndLabel()
    {
        var (x, y) = CsvFile.Load(Write("a,y,b\n1,0,2.5\n-3e2,1,.5\n"), label: "y");
        Assert.That(x.Shape.ToArray(), Is.EqualTo(new[] { 2, 2 }));
        Assert.That(x.ToArray<float>(), Is.EqualTo(new[] { 1f, 2.5f, -300f, 0.5f }));
        Assert.That(y.Shape.ToArray(), Is.EqualTo(new[] { 2 }));
        Assert.That(y.ToArray<float>(), Is.EqualTo(new[] { 0f, 1f }));
    }

    [Test]
    public void QuotedFieldsMayHoldDelimitersQuotesAndLineEnds()
    {
        string path = Write("\"a,b\",\"c \"\"d\"\"\",name\r\n1,2,\"two\r\nlines, \"\"quoted\"\"\"\r\n3,4,x\r\n");
        CsvTable table = CsvFile.Load(path, "name", columns: new Dictionary<string, CsvColumn> { ["name"] = CsvColumn.Category() });
        Assert.That(table.Features, Is.EqualTo(new[] { "a,b", "c \"d\"" }));
        Assert.That(table.X.ToArray<float>(), Is.EqualTo(new[] { 1f, 2, 3, 4 }));
        Assert.That(table.Classes, Is.EqualTo(new[] { "two\r\nlines, \"quoted\"", "x" }));
        Assert.That(table.Y!.ToArray<int>(), Is.EqualTo(new[] { 0, 1 }));
    }

    [Test]
    public void WithoutAHeaderColumnsHaveNumbers()
    {
        CsvTable table = CsvFile.Load(Write("1;2;3\n4;5;6"), label: "2", features: ["1"], header: false, delimiter: ';');
        Assert.That(table.X.ToArray<float>(), Is.EqualTo(new[] { 2f, 5 }));
        Assert.That(table.Y!.ToArray<float>(), Is.EqualTo(new[] { 3f, 6 }));
    }

    [Test]
    public void CategoriesAreNumberedByTheirNamesOrAsGiven()
    {
        string path = Write("kind,size\nsetosa,1\nvirginica,2\nadonis,3\n");
        CsvTable sorted = CsvFile.Load(path, "kind", columns: new Dictionary<string, CsvColumn> { ["kind"] = CsvColumn.Category() });
        Assert.That(sorted.Classes, Is.EqualTo(new[] { "adonis", "setosa", "virginica" }));
        Assert.That(sorted.Y!.ToArray<int>(), Is.EqualTo(new[] { 1, 2, 0 }));
        CsvColumn given = CsvColumn.Category("virginica", "setosa", "adonis");
        CsvTable chosen = CsvFile.Load(path, "size", columns: new Dictionary<string, CsvColumn> { ["kind"] = given });
        Assert.That(chosen.X.ToArray<float>(), Is.EqualTo(new[] { 1f, 0, 2 }));
    }

    [TestCase("")]
    [TestCase("NA")]
    [TestCase("n/a")]
    [TestCase("nan")]
    [TestCase("null")]
    [TestCase("?")]
    public void MissingValuesAreFilledOrRefused(string text)
    {
        string path = Write($"a,b\n1,2\n{text},4\n");
        Assert.That(CsvFile.Load(path, missing: -1).X.ToArray<float>(), Is.EqualTo(new[] { 1f, 2, -1, 4 }));
        Assert.That(CsvFile.Load(path, missing: double.NaN).X.ToArray<float>()[2], Is.NaN);
        Assert.That(() => CsvFile.Load(path), Refused.With("line 3", "'a'", "no value", "missing"));
        Assert.That(() => CsvFile.Load(path, label: "a", missing: 0), Refused.With("line 3", "label"));
    }

    [Test]
    public void LongIntegersAreExact()
    {
        long[] numbers = [long.MaxValue, long.MinValue, (1L << 53) + 1];
        CsvTable table = CsvFile.Load(Write("a\n" + string.Join('\n', numbers)), dtype: DType.Int64);
        Assert.That(table.X.ToArray<long>(), Is.EqualTo(numbers));
    }

    [Test]
    public void ReadsCompressedFiles()
    {
        string path = folder.File("x.csv.gz");
        using (var gzip = new GZipStream(File.Create(path), CompressionLevel.Optimal))
        {
            gzip.Write("a,b\n1,2\n"u8);
        }

        Assert.That(CsvFile.Load(path).X.ToArray<float>(), Is.EqualTo(new[] { 1f, 2 }));
    }

    [Test]
    public void ATruncatedCompressedFileIsRefused()
    {
        string path = folder.File("x.csv.gz");
        using (var gzip = new GZipStream(File.Create(path), CompressionLevel.Optimal))
        {
            gzip.Write(Encoding.ASCII.GetBytes("a,b\n" + string.Concat(Enumerable.Range(0, 20_000).Select(i => $"{i},{i * 7}\n"))));
        }

        byte[] whole = File.ReadAllBytes(path);
        foreach (int length in new[] { 5, 12, whole.Length / 2, whole.Length - 9, whole.Length - 4, whole.Length - 1 })
        {
            File.WriteAllBytes(path, whole[..length]);
            Assert.That(() => CsvFile.Load(path), Throws.InstanceOf<InvalidDataException>(), $"{length} of {whole.Length} bytes");
        }
    }

    [TestCase("a,b\n1,2\n3\n", "line 3", "1 fields", "2 are expected", TestName = "Too few fields")]
    [TestCase("a,b\n\n1,2\n3,4,5\n", "line 4", "3 fields", "2 are expected", TestName = "Too many fields")]
    [TestCase("a,b\n1,two\n", "line 2", "'b'", "'two'", TestName = "A text for a number")]
    [TestCase("a,b\n1,\"1,5\"\n", "line 2", "'b'", "'1,5'", TestName = "A decimal comma")]
    [TestCase("a,b\n1,1e99\n", "line 2", "'b'", "'1e99'", TestName = "A number too large for the type")]
    [TestCase("a,b\n1,2\0\n", "line 2", "'b'", "float32", TestName = "A NUL")]
    [TestCase("a,b\n\"x\ny\",2\n", "line 2", "'a'", "number", TestName = "A text over two lines")]
    [TestCase("a,b\n1,\"2\n3,4\n", "line 2", "never closed", "", TestName = "A quote that never ends")]
    [TestCase("a,b\n1,\"2\"3\n", "line 2", "closing quote", "", TestName = "Text behind a quote")]
    [TestCase("", "is empty", "names", "", TestName = "Nothing")]
    [TestCase("\n\n", "is empty", "names", "", TestName = "Empty lines")]
    [TestCase("a,b\n", "no records", "", "", TestName = "A header alone")]
    [TestCase("a,a\n1,2\n", "line 1", "'a' occurs twice", "", TestName = "A name twice")]
    public void BadFilesAreRefusedWithTheLine(string text, string first, string second, string third)
    {
        string path = Write(text);
        Assert.That(() => CsvFile.Load(path), Refused.With($"'{path}'", first, second, third));
    }

    [Test]
    public void BadArgumentsAreRefused()
    {
        string path = Write("height,width\n1,2\n");
        var kinds = new Dictionary<string, CsvColumn> { ["width"] = CsvColumn.Category("1", "3") };
        Assert.That(() => CsvFile.Load(path, label: "hight"), Refused.With("'hight'", "did you mean 'height'"));
        Assert.That(() => CsvFile.Load(path, features: ["depth"]), Refused.With("'depth'", "width"));
        Assert.That(() => CsvFile.Load(path, label: "height", features: ["height", "width"]), Throws.Nothing);
        Assert.That(() => CsvFile.Load(path, columns: kinds), Refused.With("line 2", "'width'", "'2'", "1, 3"));
        Assert.That(() => CsvFile.Load(path, delimiter: '"'), Throws.ArgumentException.With.Message.Contains("U+0022"));
        Assert.That(() => CsvFile.Load(path, features: []), Throws.ArgumentException);
        Assert.That(() => CsvFile.Load(path, dtype: DType.Bool), Throws.ArgumentException.With.Message.Contains("bool"));
        Assert.That(() => CsvFile.Load(path, missing: double.NaN, dtype: DType.Int32), Throws.ArgumentException.With.Message.Contains("NaN"));
        Assert.That(() => CsvColumn.Category("a", "b", "a"), Throws.ArgumentException.With.Message.Contains("'a'"));
        Assert.That(() => CsvFile.Load(folder.File("none.csv")), Throws.InstanceOf<FileNotFoundException>().With.Message.Contains("none.csv"));
        Assert.That(() => CsvFile.Load(folder.Path), Throws.InstanceOf<FileNotFoundException>().With.Message.Contains("folder"));
        Assert.That(() => { var (_, _) = CsvFile.Load(path); }, Throws.InvalidOperationException.With.Message.Contains("label"));
    }

    private string Write(string text)
    {
        string path = folder.File("x.csv");
        File.WriteAllText(path, text);
        return path;
    }
}
