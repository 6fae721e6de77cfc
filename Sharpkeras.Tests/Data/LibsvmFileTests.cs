using Sharpkeras.Data;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Data;

public sealed class LibsvmFileTests
{
    private TemporaryFolder folder = null!;

    [SetUp]
    public void Create() => folder = new TemporaryFolder();

    [TearDown]
    public void Remove() => folder.Dispose();

    [Test]
    public void Loads_dense_rows()
    {
        var (x, y) = LibsvmFile.Load(Write("+1 1:0.5 3:-2e1 # a remark\n\n-1\n# only a remark\n0 qid:7 2:1\t3:4\r\n"));
        Assert.That(x.Shape.ToArray(), Is.EqualTo(new[] { 3, 3 }));
        Assert.That(x.ToArray<float>(), Is.EqualTo(new[] { 0.5f, 0, -20, 0, 0, 0, 0, 1, 4 }));
        Assert.That(y.ToArray<float>(), Is.EqualTo(new[] { 1f, -1, 0 }));
    }

    [Test]
    public void Indices_count_from_zero_where_that_is_said()
    {
        string path = Write("1 0:5 2:6\n");
        Assert.That(LibsvmFile.Load(path, features: 4, indexBase: 0).X.ToArray<float>(), Is.EqualTo(new[] { 5f, 0, 6, 0 }));
        Assert.That(() => LibsvmFile.Load(path), Refused.With("line 1", "'0'", "indexBase: 0"));
        Assert.That(() => LibsvmFile.Load(path, indexBase: 2), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Streams_dense_and_sparse_rows()
    {
        string path = Write("1 1:5 2000000000:6\n2 3:1\n");
        SparseRow[] rows = [.. LibsvmFile.Rows(path).AsEnumerable()];
        Assert.That(rows[0].Indices, Is.EqualTo(new[] { 0, 1_999_999_999 }));
        Assert.That(rows[1].Values, Is.EqualTo(new[] { 1f }));
        Assert.That(() => LibsvmFile.Stream(path, 3).AsEnumerable().Count(), Refused.With("line 1", "2000000000", "3 features"));
        Assert.That(() => rows[0].ToElement(3), Throws.ArgumentException);
        Assert.That(() => LibsvmFile.Load(path), Refused.With("16000000000 bytes", "features"));
        Element[] dense = [.. LibsvmFile.Stream(Write("1 1:5\n2 3:1\n"), 3).Batch(2).AsEnumerable()];
        Assert.That(dense[0].X[0].Span<float>().ToArray(), Is.EqualTo(new[] { 5f, 0, 0, 0, 0, 1 }));
        Assert.That(dense[0].Y[0].Span<float>().ToArray(), Is.EqualTo(new[] { 1f, 2 }));
    }

    [TestCase("1 1:2\nx 1:2\n", "line 2", "label")]
    [TestCase("1 1:2\n1 2\n", "line 2", "index:value")]
    [TestCase("1 1:\n", "line 1", "feature 1")]
    [TestCase("1 1:2,5\n", "line 1", "'2,5'")]
    [TestCase("1 1:nan\n", "line 1", "'nan'")]
    [TestCase("1 2:1 2:1\n", "line 1", "rise")]
    [TestCase("1 -1:1\n", "line 1", "'-1'")]
    [TestCase("1,2 1:1\n", "line 1", "'1,2'")]
    [TestCase("1 99999999999:1\n", "line 1", "99999999999")]
    [TestCase("", "empty", "label")]
    public void Bad_lines_are_refused(string text, string first, string second) =>
        Assert.That(() => LibsvmFile.Load(Write(text)), Refused.With(folder.Path, first, second));

    private string Write(string text)
    {
        string path = folder.File("a.svm");
        File.WriteAllText(path, text);
        return path;
    }
}
