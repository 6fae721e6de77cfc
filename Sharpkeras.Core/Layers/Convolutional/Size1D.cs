using System.Text.Json.Nodes;
using Sharpkeras.Diagnostics;
using Sharpkeras.Serialization;

namespace Sharpkeras.Layers;

/// <summary>A length along the one axis of sequences, as in <c>kernelSize: 5</c>. Layers check its range.</summary>
/// <param name="Length">The number for steps.</param>
public readonly record struct Size1D(int Length) : IWindowSize, IConfigValue
{
    static int IWindowSize.Axes => 1;

    (int Rows, int Columns) IWindowSize.Plane => (1, Length);

    /// <summary>The number.</summary>
    public static implicit operator Size1D(int length) => new(length);

    /// <inheritdoc/>
    public override string ToString() => Text.Of(Length);

    JsonNode IConfigValue.ToConfig() => new JsonArray(Length);

    internal static Size1D FromConfig(JsonNode node) => ConfigJson.Numbers(node, 1)[0];
}
