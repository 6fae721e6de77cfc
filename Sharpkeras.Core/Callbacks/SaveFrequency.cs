using System.Text.Json.Nodes;
using Sharpkeras.Diagnostics;
using Sharpkeras.Serialization;

namespace Sharpkeras.Callbacks;

/// <summary>When a callback saves: after each epoch (<c>"epoch"</c>), or after a number of steps.</summary>
public readonly record struct SaveFrequency : IConfigValue
{
    private SaveFrequency(int? batches)
    {
        Batches = batches;
    }

    /// <summary>After each epoch.</summary>
    public static SaveFrequency Epoch => default;

    /// <summary>The number of steps; null for each epoch.</summary>
    public int? Batches { get; }

    /// <summary>After a number of steps, positive.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public static implicit operator SaveFrequency(int batches) => new(Check.Positive(batches, "saveFreq", "callback"));

    /// <summary><c>"epoch"</c>.</summary>
    /// <exception cref="ArgumentException">Another text.</exception>
    public static implicit operator SaveFrequency(string name) => name == "epoch"
        ? Epoch
        : throw new ArgumentException($"callback — saveFreq is 'epoch' or a number of steps. Received '{name}'.", nameof(name));

    JsonNode? IConfigValue.ToConfig() => Batches is { } batches ? batches : "epoch";

    internal static SaveFrequency FromConfig(JsonNode node) =>
        node.GetValueKind() == System.Text.Json.JsonValueKind.String ? node.GetValue<string>() : node.GetValue<int>();
}
