using Sharpkeras.Diagnostics;

namespace Sharpkeras.Layers;

/// <summary>Names for layers that were given none: the class in snake_case, counted per process, as Keras does.</summary>
internal static class LayerNames
{
    private static readonly NameCounts Counts = new();
    private static readonly Lock Gate = new();

    /// <summary><c>conv2d</c>, then <c>conv2d_1</c>, …</summary>
    public static string Next(string className)
    {
        lock (Gate)
        {
            return Counts.Next(SnakeCase.Of(className));
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
