using System.Text.RegularExpressions;
using Sharpkeras.Tests.Architecture;

namespace Sharpkeras.Tests.Docs;

/// <summary>
/// C# in the documents is code of this repository, which is compiled and run: each block stands, line for line, in a source file.
/// </summary>
[TestFixture]
public sealed partial class DocumentTests
{
    private static readonly Lazy<string[][]> Sources = new(() =>
        new[] { "Sharpkeras.Core", "Sharpkeras.Gpu", "Sharpkeras.Tests", "examples" }.SelectMany(Repository.Sources).Select(Lines).ToArray());

    private static IEnumerable<TestCaseData> Blocks() =>
        from document in Directory.GetFiles(Repository.Path("docs"), "*.md").Append(Repository.Path("README.md")).Append(Repository.Path("CONTRIBUTING.md"))
        from block in Fence().Matches(File.ReadAllText(document)).Select((match, index) => (Text: match.Groups[1].Value, Number: index + 1))
        select new TestCaseData(block.Text).SetArgDisplayNames(Path.GetFileName(document), $"block {block.Number}");

    [TestCaseSource(nameof(Blocks))]
    public void Code_in_documents_is_code_of_the_repository(string block)
    {
        string[] lines = block.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0).ToArray();
        string[] usings = lines.TakeWhile(line => line.StartsWith("using ", StringComparison.Ordinal) && !line.Contains('=', StringComparison.Ordinal)).ToArray();
        string[] code = lines[usings.Length..];
        Assert.That(Sources.Value.Any(source => Contains(source, code) && usings.All(source.Contains)), Is.True, block);
    }

    [Test]
    public void Links_between_documents_lead_somewhere()
    {
        string[] documents = [.. Directory.GetFiles(Repository.Path("docs"), "*.md"), Repository.Path("README.md"), Repository.Path("CONTRIBUTING.md")];
        IEnumerable<string> dead =
            from document in documents
            from Match link in Link().Matches(File.ReadAllText(document))
            let target = link.Groups[1].Value
            where !target.Contains("://", StringComparison.Ordinal)
            where !Path.Exists(Path.Combine(Path.GetDirectoryName(document)!, target))
            select $"{Path.GetFileName(document)}: {target}";
        Assert.That(dead, Is.Empty);
    }

    private static string[] Lines(string file) => File.ReadLines(file).Select(line => line.Trim()).Where(line => line.Length > 0).ToArray();

    private static bool Contains(string[] source, string[] code)
    {
        for (int begin = 0; begin + code.Length <= source.Length; begin++)
        {
            if (source.AsSpan(begin, code.Length).SequenceEqual(code))
            {
                return true;
            }
        }

        return false;
    }

    [GeneratedRegex(@"^```csharp\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"\]\(([^)#\s]+)[^)]*\)")]
    private static partial Regex Link();
}
