using System.Text.Json.Nodes;
using Sharpkeras.Diagnostics;
using Sharpkeras.Serialization;

namespace Sharpkeras.Layers;

/// <summary>One axis or several, as Keras's arguments take them: <c>-1</c> or <c>new[] { 1, 2 }</c>. Negative ones count from the end.</summary>
public sealed class Axes : IConfigValue
{
    private readonly int[] values;
    private readonly bool isOne;

    private Axes(int[] values, bool isOne)
    {
        this.values = values;
        this.isOne = isOne;
    }

    /// <summary>The axes.</summary>
    public IReadOnlyList<int> Values => values;

    /// <summary>One axis.</summary>
    public static implicit operator Axes(int axis) => new([axis], isOne: true);

    /// <summary>Several axes.</summary>
    public static implicit operator Axes(int[] axes) => new([.. axes], isOne: false);

    /// <inheritdoc/>
    public override string ToString() => isOne ? Text.Of(values[0]) : Text.List<int>(values, axis => Text.Of(axis));

    JsonNode? IConfigValue.ToConfig() => isOne ? JsonValue.Create(values[0]) : new JsonArray([.. values.Select(axis => (JsonNode?)axis)]);

    internal static Axes FromConfig(JsonNode node) => node is JsonArray several
        ? several.Select(axis => axis!.GetValue<int>()).ToArray()
        : node.GetValue<int>();
}
