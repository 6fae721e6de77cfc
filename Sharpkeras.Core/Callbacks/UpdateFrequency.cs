using System.Text.Json.Nodes;
using Sharpkeras.Diagnostics;
using Sharpkeras.Serialization;

namespace Sharpkeras.Callbacks;

/// <summary>When a callback writes loss and metrics: after each epoch only (<c>"epoch"</c>), after each step too (<c>"batch"</c>), or after a number of steps too.</summary>
public readonly record struct UpdateFrequency : IConfigValue
{
    private UpdateFrequency(int? batches)
    {
        Batches = batches;
    }

    /// <summary>After each epoch only.</summary>
    public static UpdateFrequency Epoch => default;

    /// <summary>After each step too.</summary>
    public static UpdateFrequency Batch => new(1);

    /// <summary>The number of steps; null for epochs only.</summary>
    public int? Batches { get; }

    /// <summary>After a number of steps too, positive.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public static implicit operator UpdateFrequency(int batches) => new(Check.Positive(batches, "updateFreq", "TensorBoard"));

    /// <summary><c>"epoch"</c> or <c>"batch"</c>.</summary>
    /// <exception cref="ArgumentException">Another text.</exception>
    public static implicit operator UpdateFrequency(string name) => name switch
    {
        "epoch" => Epoch,
        "batch" => Batch,
        _ => throw new ArgumentException($"TensorBoard — updateFreq is 'epoch', 'batch' or a number of steps. Received '{name}'.", nameof(name)),
    };

    JsonNode? IConfigValue.ToConfig() => Batches is { } batches ? batches : "epoch";

    internal static UpdateFrequency FromConfig(JsonNode node) =>
        node.GetValueKind() == System.Text.Json.JsonValueKind.String ? node.GetValue<string>() : node.GetValue<int>();
}
