namespace Sharpkeras.Tests.Goldens;

/// <summary>The checked-in list of names that cases need and that do not exist yet.</summary>
internal static class NotYet
{
    public static string ListPath => Path.Combine(TestContext.CurrentContext.TestDirectory, "Goldens", "not-yet.txt");

    private static readonly Lazy<HashSet<string>> Listed = new(() => [.. Read()]);

    /// <summary>The names in the order of the file, without comments and empty lines.</summary>
    public static string[] Read() => File.ReadAllLines(ListPath)
        .Select(line => line.Split('#')[0].Trim())
        .Where(line => line.Length > 0)
        .ToArray();

    public static bool Contains(string name) => Listed.Value.Contains(name);
}
