namespace Sharpkeras.Layers;

/// <summary>The names of the layers that are being built or called, outermost first: the path of a new variable.</summary>
internal static class BuildScope
{
    [ThreadStatic]
    private static List<string>? names;

    public static void Enter(string name) => (names ??= []).Add(name);

    public static void Leave() => names!.RemoveAt(names.Count - 1);

    public static string PathOf(string variable) =>
        names is { Count: > 0 } ? string.Join('/', names) + "/" + variable : variable;
}
