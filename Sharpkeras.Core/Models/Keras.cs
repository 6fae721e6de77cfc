using Sharpkeras.Layers;

namespace Sharpkeras;

/// <summary>What concerns the whole process.</summary>
public static class Keras
{
    /// <summary>Begins to count the names of layers anew: the next Dense is <c>dense</c> again.</summary>
    public static void ClearSession() => LayerNames.Clear();

    /// <summary>
    /// Seeds everything that draws random numbers without a seed of its own from here on: initializers, dropout, shuffling. The same
    /// seed and program give the same numbers, on any number of threads.
    /// </summary>
    public static void SetRandomSeed(int seed) => SeedGenerator.SeedProcess(seed);
}
