namespace Sharpkeras.Tests.Docs;

/// <summary>Keras's public names, in sections such as <c>layers</c>; the list stands in <c>keras-api.txt</c>.</summary>
internal static class KerasApi
{
    /// <summary>The sections in the order of the file. An entry is a name with the other names of the same thing behind it.</summary>
    public static IReadOnlyList<(string Section, string[][] Entries)> Sections { get; } = Read();

    private static (string Section, string[][] Entries)[] Read()
    {
        var sections = new List<(string Section, List<string[]> Entries)>();
        foreach (string line in File.ReadLines(Path.Combine(TestContext.CurrentContext.TestDirectory, "Docs", "keras-api.txt")))
        {
            string text = line.Split('#')[0].Trim();
            if (text.StartsWith('['))
            {
                sections.Add((text.Trim('[', ']'), []));
            }
            else if (text.Length > 0)
            {
                sections[^1].Entries.Add(text.Split(' '));
            }
        }

        return [.. sections.Select(section => (section.Section, section.Entries.ToArray()))];
    }
}
