using System.Text.Json.Nodes;

namespace Sharpkeras.Initializers;

/// <summary>An initializer that draws random numbers. The same seed gives the same values at each call, as in Keras.</summary>
public abstract class RandomInitializer : Initializer
{
    private readonly ulong key;

    /// <summary>An initializer with a seed, or with one that is drawn from the process's generator (<see cref="Keras.SetRandomSeed"/>).</summary>
    protected RandomInitializer(int? seed)
    {
        Seed = seed;
        key = seed is { } given ? SeedGenerator.KeyOf(given) : SeedGenerator.NextKey();
    }

    /// <summary>The seed, null when it was drawn.</summary>
    public int? Seed { get; }

    /// <summary>The constructor's arguments under Keras's names, the seed first, as in Keras: files are equal to the byte.</summary>
    public override JsonObject GetConfig()
    {
        JsonObject config = base.GetConfig();
        if (config.TryGetPropertyValue("seed", out JsonNode? seed))
        {
            config.Remove("seed");
            config.Insert(0, "seed", seed);
        }

        return config;
    }

    /// <summary>The key of the random stream.</summary>
    private protected ulong Key => key;
}
