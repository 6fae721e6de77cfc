using Sharpkeras.Tests.Architecture;

namespace Sharpkeras.Tests.Docs;

/// <summary>The list of what exists tells the truth.</summary>
public sealed class CoverageTests
{
    private const string Variable = "SHARPKERAS_UPDATE_DOCS";

    private static readonly string Document = Repository.Path("docs/coverage.md");

    [Test]
    public void DocumentSaysWhatExists()
    {
        if (Environment.GetEnvironmentVariable(Variable) == "1")
        {
            File.WriteAllText(Document, Coverage.Text());
        }

        Assert.That(File.ReadAllText(Document), Is.EqualTo(Coverage.Text()), $"Run the tests with {Variable}=1, which writes docs/coverage.md");
    }

    /// <summary>The numbers that Keras's own documentation comes to.</summary>
    [TestCase("layers", 142)]
    [TestCase("activations", 32)]
    [TestCase("losses", 22)]
    [TestCase("metrics", 46)]
    [TestCase("callbacks", 16)]
    public void ListIsWhole(string section, int count)
    {
        string[] names = [.. KerasApi.Sections.Single(item => item.Section == section).Entries.Select(entry => entry[0])];
        Assert.That(names, Has.Length.EqualTo(count));
        Assert.That(names, Is.Unique);
    }
}
