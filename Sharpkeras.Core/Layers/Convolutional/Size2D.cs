using System.Text.Json.Nodes;
using Sharpkeras.Diagnostics;
using Sharpkeras.Serialization;

namespace Sharpkeras.Layers;

/// <summary>A height and a width, positive: one number stands for both, as in <c>kernelSize: 5</c> or <c>strides: (1, 2)</c>.</summary>
public readonly record struct Size2D : IConfigValue
{
    /// <summary>A size.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive.</exception>
    public Size2D(int height, int width)
    {
        if (height <= 0 || width <= 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(height), $"size — height and width must be positive. Received ({Text.Of(height)}, {Text.Of(width)}).");
        }

        Height = height;
        Width = width;
    }

    /// <summary>The number for rows.</summary>
    public int Height { get; }

    /// <summary>The number for columns.</summary>
    public int Width { get; }

    /// <summary>The same number for both.</summary>
    public static implicit operator Size2D(int both) => new(both, both);

    /// <summary>A number for each.</summary>
    public static implicit operator Size2D((int Height, int Width) pair) => new(pair.Height, pair.Width);

    JsonNode IConfigValue.ToConfig() => new JsonArray(Height, Width);

    internal static Size2D FromConfig(JsonNode node) =>
        node is JsonArray pair ? new Size2D(pair[0]!.GetValue<int>(), pair[1]!.GetValue<int>()) : node.GetValue<int>();
}
