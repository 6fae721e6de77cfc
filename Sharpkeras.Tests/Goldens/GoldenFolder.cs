using System.Text.Json.Nodes;

namespace Sharpkeras.Tests.Goldens;

/// <summary>Where Keras's numbers and files lie: beside the tests, or in the folder that SHARPKERAS_GOLDENS names.</summary>
internal static class GoldenFolder
{
    public const string Variable = "SHARPKERAS_GOLDENS";

    private static readonly Dictionary<string, GoldenArrays> Archives = [];

    public static string Root { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } other
        ? Path.GetFullPath(other)
        : Path.Combine(TestContext.CurrentContext.TestDirectory, "Goldens");

    public static string At(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>The cases of groups, in the order of the files; none where the folder has no such group.</summary>
    public static IEnumerable<GoldenCase> Cases(params string[] groups) =>
        from @group in groups
        let path = At("values", @group + ".json")
        where File.Exists(path)
        from item in Items(path).Select((json, index) => new GoldenCase(@group, json, index))
        select item;

    /// <summary>The cases as NUnit's, named by folder, group and case.</summary>
    public static IEnumerable<TestCaseData> Tests(params string[] groups)
    {
        var names = new HashSet<string>();
        foreach (GoldenCase item in Cases(groups))
        {
            string name = names.Add(item.Id) ? item.Id : $"{item.Id}#{item.Index}";
            yield return new TestCaseData(item).SetName(name);
        }
    }

    public static JsonObject Json(params string[] parts) => JsonNode.Parse(File.ReadAllText(At(parts)))!.AsObject();

    /// <summary>The arrays of an archive, read once.</summary>
    public static GoldenArrays Arrays(params string[] parts)
    {
        string path = At(parts);
        lock (Archives)
        {
            if (!Archives.TryGetValue(path, out GoldenArrays? arrays))
            {
                Archives.Add(path, arrays = new GoldenArrays(path));
            }

            return arrays;
        }
    }

    private static IEnumerable<JsonObject> Items(string path)
    {
        JsonNode root = JsonNode.Parse(File.ReadAllText(path))!;
        return (root as JsonArray ?? root["cases"]!.AsArray()).Select(item => item!.AsObject());
    }
}
