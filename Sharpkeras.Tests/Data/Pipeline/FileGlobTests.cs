using Sharpkeras.Data;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Data.Pipeline;

public sealed class FileGlobTests
{
    private TemporaryFolder folder = null!;

    [SetUp]
    public void Create()
    {
        folder = new TemporaryFolder();
        foreach (string name in new[] { "b-10.csv", "b-2.csv", "a.csv", "a.txt", "x/one.csv", "x/y/two.csv", "z/one.csv", ".hidden.csv" })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder.File(name))!);
            File.WriteAllText(folder.File(name), "");
        }
    }

    [TearDown]
    public void Remove() => folder.Dispose();

    [TestCase("*.csv", "a.csv b-10.csv b-2.csv")]
    [TestCase("b-?.csv", "b-2.csv")]
    [TestCase("*/one.csv", "x/one.csv z/one.csv")]
    [TestCase("**/*.csv", "a.csv b-10.csv b-2.csv x/one.csv x/y/two.csv z/one.csv")]
    [TestCase("x/**", "x/one.csv x/y/two.csv")]
    [TestCase("a.txt|*.csv|a.csv", "a.txt a.csv b-10.csv b-2.csv")]
    public void Finds_files_in_order(string patterns, string expected)
    {
        Dataset<string> files = Dataset.FromFiles(patterns.Split('|').Select(folder.File));
        IEnumerable<string> names = files.AsEnumerable().Select(path => Path.GetRelativePath(folder.Path, path).Replace('\\', '/'));
        Assert.That(string.Join(' ', names), Is.EqualTo(expected));
    }

    [TestCase("*.png")]
    [TestCase("none/*.csv")]
    [TestCase("none.csv")]
    public void A_pattern_that_matches_nothing_is_refused(string pattern) => Assert.That(
        () => Dataset.FromFiles([folder.File("*.csv"), folder.File(pattern)]),
        Throws.InstanceOf<FileNotFoundException>().With.Message.Contains(pattern));

    [Test]
    public void No_pattern_is_refused() => Assert.That(() => Dataset.FromFiles([]), Throws.ArgumentException);

    [Test]
    public void Shuffled_files_come_in_a_new_order_each_epoch()
    {
        Dataset<string> files = Dataset.FromFiles(folder.File("**/*.csv"), shuffle: true, seed: 9);
        string[] epochs = [.. Enumerable.Range(0, 4).Select(_ => string.Join(' ', files.AsEnumerable()))];
        Assert.That(epochs.Distinct().Count(), Is.GreaterThan(2));
    }
}
