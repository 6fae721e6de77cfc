using System.Text.Json.Nodes;
using Sharpkeras.Diagnostics;
using Sharpkeras.Serialization;

namespace Sharpkeras.Layers;

/// <summary>A number for each axis of volumes; one number stands for all. Layers check their range.</summary>
/// <param name="Depth">The number for the first axis.</param>
/// <param name="Height">The number for the second axis.</param>
/// <param name="Width">The number for the third axis.</param>
public readonly record struct Size3D(int Depth, int Height, int Width) : IConfigValue
{
    /// <summary>The same number for all.</summary>
    public static implicit operator Size3D(int all) => new(all, all, all);

    /// <summary>A number for each.</summary>
    public static implicit operator Size3D((int Depth, int Height, int Width) each) => new(each.Depth, each.Height, each.Width);

    /// <inheritdoc/>
    public override string ToString() => $"({Text.Of(Depth)}, {Text.Of(Height)}, {Text.Of(Width)})";

    JsonNode IConfigValue.ToConfig() => new JsonArray(Depth, Height, Width);

    internal static Size3D FromConfig(JsonNode node)
    {
        int[] numbers = ConfigJson.Numbers(node, 3);
        return new Size3D(numbers[0], numbers[1], numbers[2]);
    }
}
