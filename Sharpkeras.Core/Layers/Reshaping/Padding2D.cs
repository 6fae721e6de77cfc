using System.Text.Json.Nodes;
using Sharpkeras.Diagnostics;
using Sharpkeras.Serialization;

namespace Sharpkeras.Layers;

/// <summary>How much is added on the sides of images: <c>2</c>, <c>(1, 2)</c> for rows and columns, or <c>((0, 1), (2, 3))</c>.</summary>
/// <param name="Top">Rows above.</param>
/// <param name="Bottom">Rows below.</param>
/// <param name="Left">Columns before.</param>
/// <param name="Right">Columns after.</param>
public readonly record struct Padding2D(int Top, int Bottom, int Left, int Right) : IConfigValue
{
    /// <summary>The same on all sides.</summary>
    public static implicit operator Padding2D(int all) => Checked(all, all, all, all);

    /// <summary>The same above and below, and the same left and right.</summary>
    public static implicit operator Padding2D((int Rows, int Columns) sides) => Checked(sides.Rows, sides.Rows, sides.Columns, sides.Columns);

    /// <summary>Each side.</summary>
    public static implicit operator Padding2D(((int Top, int Bottom) Rows, (int Left, int Right) Columns) sides) =>
        Checked(sides.Rows.Top, sides.Rows.Bottom, sides.Columns.Left, sides.Columns.Right);

    JsonNode IConfigValue.ToConfig() => new JsonArray(new JsonArray(Top, Bottom), new JsonArray(Left, Right));

    internal static Padding2D FromConfig(JsonNode node)
    {
        if (node is not JsonArray pair)
        {
            return node.GetValue<int>();
        }

        return pair[0] is JsonArray rows && pair[1] is JsonArray columns
            ? Checked(rows[0]!.GetValue<int>(), rows[1]!.GetValue<int>(), columns[0]!.GetValue<int>(), columns[1]!.GetValue<int>())
            : (pair[0]!.GetValue<int>(), pair[1]!.GetValue<int>());
    }

    private static Padding2D Checked(int top, int bottom, int left, int right) => Math.Min(Math.Min(top, bottom), Math.Min(left, right)) >= 0
        ? new Padding2D(top, bottom, left, right)
        : throw new ArgumentOutOfRangeException(
            nameof(top), $"padding — must not be negative. Received (({Text.Of(top)}, {Text.Of(bottom)}), ({Text.Of(left)}, {Text.Of(right)})).");
}
