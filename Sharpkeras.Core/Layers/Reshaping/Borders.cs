using System.Text.Json.Nodes;
using Sharpkeras.Diagnostics;
using Sharpkeras.Serialization;

namespace Sharpkeras.Layers;

/// <summary>What layers that add or crop borders share.</summary>
internal static class Borders
{
    /// <exception cref="ArgumentOutOfRangeException">A number is negative.</exception>
    public static TBorder NotNegative<TBorder>(TBorder border, string argument, string owner)
        where TBorder : struct, IBorder => border.Sides.All(side => Math.Min(side.Before, side.After) >= 0)
            ? border
            : throw new ArgumentOutOfRangeException(argument, $"{owner} — {argument} must not be negative. Received {border}.");

    /// <summary>The numbers for all axes: none for the batch and the channels.</summary>
    public static (int Before, int After)[] AllAxes(IBorder border, DataFormat format) => format == DataFormat.ChannelsFirst
        ? [(0, 0), (0, 0), .. border.Sides]
        : [(0, 0), .. border.Sides, (0, 0)];

    public static JsonArray ToConfig(IBorder border) =>
        new(border.Sides.Select(side => (JsonNode?)new JsonArray(side.Before, side.After)).ToArray());

    /// <summary>One number for all sides, one for each axis, or a pair for each.</summary>
    public static (int Before, int After)[] FromConfig(JsonNode node, int axes)
    {
        if (node is JsonArray list && list.Count != axes)
        {
            throw new FormatException($"a list of {Text.Of(list.Count)} where {Text.Of(axes)} are needed");
        }

        IEnumerable<JsonNode> each = node is JsonArray several ? several.Select(item => item!) : Enumerable.Repeat(node, axes);
        return [.. each.Select(item => ConfigJson.Numbers(item, 2)).Select(pair => (pair[0], pair[1]))];
    }
}
