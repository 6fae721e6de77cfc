using System.Text.Json.Nodes;
using Sharpkeras.Diagnostics;
using Sharpkeras.Serialization;

namespace Sharpkeras.Layers;

/// <summary>
/// A height and a width: one number stands for both, as in <c>kernelSize: 5</c> or <c>strides: (1, 2)</c>. Layers check their range.
/// </summary>
/// <param name="Height">The number for rows.</param>
/// <param name="Width">The number for columns.</param>
public readonly record struct Size2D(int Height, int Width) : IWindowSize, IConfigValue
{
    static int IWindowSize.Axes => 2;

    (int Rows, int Columns) IWindowSize.Plane => (Height, Width);

    /// <summary>The same number for both.</summary>
    public static implicit operator Size2D(int both) => new(both, both);

    /// <summary>A number for each.</summary>
    public static implicit operator Size2D((int Height, int Width) pair) => new(pair.Height, pair.Width);

    /// <inheritdoc/>
    public override string ToString() => $"({Text.Of(Height)}, {Text.Of(Width)})";

    JsonNode IConfigValue.ToConfig() => new JsonArray(Height, Width);

    internal static Size2D FromConfig(JsonNode node)
    {
        int[] numbers = ConfigJson.Numbers(node, 2);
        return new Size2D(numbers[0], numbers[1]);
    }
}
