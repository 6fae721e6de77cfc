using System.Text.Json.Nodes;
using Sharpkeras.Diagnostics;
using Sharpkeras.Serialization;

namespace Sharpkeras.Layers;

/// <summary>How much is added to or cropped from the sides of sequences: <c>2</c> for both, or <c>(0, 1)</c>. Layers check the range.</summary>
/// <param name="Before">Steps at the beginning.</param>
/// <param name="After">Steps at the end.</param>
public readonly record struct Padding1D(int Before, int After) : IBorder, IConfigValue
{
    IReadOnlyList<(int Before, int After)> IBorder.Sides => [(Before, After)];

    /// <summary>The same on both sides.</summary>
    public static implicit operator Padding1D(int both) => new(both, both);

    /// <summary>Each side.</summary>
    public static implicit operator Padding1D((int Before, int After) sides) => new(sides.Before, sides.After);

    /// <inheritdoc/>
    public override string ToString() => $"({Text.Of(Before)}, {Text.Of(After)})";

    JsonNode IConfigValue.ToConfig() => new JsonArray(Before, After);

    internal static Padding1D FromConfig(JsonNode node)
    {
        int[] sides = ConfigJson.Numbers(node, 2);
        return new Padding1D(sides[0], sides[1]);
    }
}
