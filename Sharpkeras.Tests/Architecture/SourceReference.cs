namespace Sharpkeras.Tests.Architecture;

/// <summary>A source file that uses something: a file of the same library, of Core, or an assembly outside.</summary>
/// <param name="From">The file that uses it, relative to its project: <c>Layers/Core/Dense.cs</c>.</param>
/// <param name="To">The file that is used; for another assembly its name in brackets: <c>[CsvHelper]</c>.</param>
/// <param name="What">The type that is used.</param>
internal sealed record SourceReference(string From, string To, string What)
{
    public string FromFolder => Folder(From);

    public string ToFolder => Folder(To);

    public bool IsOutside => To.StartsWith('[');

    /// <summary>The first folder of a path; the project's own files have none.</summary>
    public static string Folder(string file) => file.Contains('/', StringComparison.Ordinal) ? file[..file.IndexOf('/', StringComparison.Ordinal)] : "";

    public override string ToString() => $"{From} → {To} ({What})";
}
