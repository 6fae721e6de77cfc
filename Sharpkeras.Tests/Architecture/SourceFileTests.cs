using System.Text.RegularExpressions;

namespace Sharpkeras.Tests.Architecture;

/// <summary>The house rules that a machine can hold.</summary>
[TestFixture]
public sealed partial class SourceFileTests
{
    private const int MostLines = 300;

    private static readonly string[] Libraries = ["Sharpkeras.Core", "Sharpkeras.Gpu", "Sharpkeras.Plots"];

    /// <summary>Families of small types that are read together.</summary>
    private static readonly string[] Families = ["Kernels/Epilogue.cs", "Kernels/Floating.cs", "Kernels/Reductions.cs"];

    [Test]
    public void Files_are_short([ValueSource(nameof(Libraries))] string library)
    {
        IEnumerable<string> longFiles = Repository.Sources(library)
            .Select(file => (Name: Path.GetRelativePath(Repository.Path(library), file), Lines: File.ReadLines(file).Count()))
            .Where(file => file.Lines >= MostLines)
            .Select(file => $"{file.Name} has {file.Lines} lines");
        Assert.That(longFiles, Is.Empty);
    }

    [Test]
    public void A_file_holds_one_public_type([ValueSource(nameof(Libraries))] string library)
    {
        IEnumerable<string> crowded = Repository.Sources(library)
            .Select(file => (Name: Path.GetRelativePath(Repository.Path(library), file).Replace('\\', '/'), Types: PublicType().Matches(File.ReadAllText(file)).Count))
            .Where(file => file.Types > 1 && !Families.Contains(file.Name))
            .Select(file => $"{file.Name} has {file.Types} public types");
        Assert.That(crowded, Is.Empty);
    }

    [Test]
    public void Core_writes_nothing_to_the_console_but_through_progress_and_summaries()
    {
        string[] writers = ["Callbacks/ProgressBar.cs", "Models/Model.Summary.cs"];
        IEnumerable<string> files = Repository.Sources("Sharpkeras.Core")
            .Where(file => File.ReadLines(file).Any(line => !line.TrimStart().StartsWith("///", StringComparison.Ordinal) && ConsoleUse().IsMatch(line)))
            .Select(file => Path.GetRelativePath(Repository.Path("Sharpkeras.Core"), file).Replace('\\', '/'));
        Assert.That(files.Except(writers), Is.Empty);
    }

    /// <summary>A declaration at the beginning of a line: nested types are indented.</summary>
    [GeneratedRegex(@"^public (?:(?:sealed|static|abstract|partial|readonly|ref|unsafe) )*(?:class|struct|record|interface|enum|delegate)\b", RegexOptions.Multiline)]
    private static partial Regex PublicType();

    [GeneratedRegex(@"(?<!\w)Console\.")]
    private static partial Regex ConsoleUse();
}
