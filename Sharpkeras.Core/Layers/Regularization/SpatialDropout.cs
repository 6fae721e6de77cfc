using System.Text.Json.Nodes;
using Sharpkeras.Diagnostics;
using Sharpkeras.Serialization;

namespace Sharpkeras.Layers;

/// <summary>What the spatial dropouts share: in training whole channels of a sample become zero.</summary>
public abstract class SpatialDropout : Layer
{
    private readonly SeedGenerator generator;

    private protected SpatialDropout(int rank, double rate, DataFormat dataFormat, int? seed, string? name, DType dtype)
        : base(name, true, dtype)
    {
        Rate = Check.Range(rate, 0, 1, nameof(rate), SnakeCase.Of(ClassName));
        Channels = dataFormat == DataFormat.ChannelsLast ? rank - 1 : 1;
        Seed = seed;
        generator = new SeedGenerator(seed);
        SupportsMasking = true;
        InputSpec = new InputSpec(Rank: rank);
    }

    /// <summary>The share of channels that become zero.</summary>
    public double Rate { get; }

    /// <summary>The seed, null when it was drawn.</summary>
    public int? Seed { get; }

    /// <summary>The axis of the channels.</summary>
    private int Channels { get; }

    /// <inheritdoc/>
    public override JsonObject GetConfig() => new()
    {
        ["rate"] = Rate,
        ["seed"] = Seed,
        ["name"] = Name,
        ["dtype"] = ConfigJson.Write(DType),
    };

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input, CallContext context)
    {
        if (!context.Training || Rate == 0)
        {
            return input;
        }

        int[] pattern = [.. Enumerable.Range(0, input.Rank).Select(axis => axis == 0 || axis == Channels ? input.Shape[axis] : 1)];
        return Ops.Dropout(input, Rate, pattern, generator);
    }
}
