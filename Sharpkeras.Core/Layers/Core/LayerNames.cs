using Sharpkeras.Diagnostics;

namespace Sharpkeras.Layers;

/// <summary>Names for layers that were given none: the class in snake_case, counted per process, as Keras does.</summary>
internal static class LayerNames
{
    private static readonly Dictionary<string, int> Counts = [];
    private static readonly Lock Gate = new();

    /// <summary><c>conv2d</c>, then <c>conv2d_1</c>, …</summary>
    public static string Next(string className)
    {
        string stem = SnakeCase.Of(className);
        lock (Gate)
        {
            int count = Counts.GetValueOrDefault(stem);
            Counts[stem] = count + 1;
            return count == 0 ? stem : $"{stem}_{Text.Of(count)}";
        }
    }

    /// <summary>Begins to count anew.</summary>
    public static void Clear()
    {
        lock (Gate)
        {
            Counts.Clear();
        }
    }
}
