using System.Text.Json.Nodes;
using Sharpkeras.Diagnostics;
using Sharpkeras.Serialization;

namespace Sharpkeras.Layers;

/// <summary>
/// How much is added to or cropped from the sides of images: <c>2</c>, <c>(1, 2)</c> for rows and columns, or <c>((0, 1), (2, 3))</c>. Layers
/// check the range.
/// </summary>
/// <param name="Top">Rows above.</param>
/// <param name="Bottom">Rows below.</param>
/// <param name="Left">Columns before.</param>
/// <param name="Right">Columns after.</param>
public readonly record struct Padding2D(int Top, int Bottom, int Left, int Right) : IBorder, IConfigValue
{
    IReadOnlyList<(int Before, int After)> IBorder.Sides => [(Top, Bottom), (Left, Right)];

    /// <summary>The same on all sides.</summary>
    public static implicit operator Padding2D(int all) => new(all, all, all, all);

    /// <summary>The same above and below, and the same left and right.</summary>
    public static implicit operator Padding2D((int Rows, int Columns) sides) => new(sides.Rows, sides.Rows, sides.Columns, sides.Columns);

    /// <summary>Each side.</summary>
    public static implicit operator Padding2D(((int Top, int Bottom) Rows, (int Left, int Right) Columns) sides) =>
        new(sides.Rows.Top, sides.Rows.Bottom, sides.Columns.Left, sides.Columns.Right);

    /// <inheritdoc/>
    public override string ToString() => $"(({Text.Of(Top)}, {Text.Of(Bottom)}), ({Text.Of(Left)}, {Text.Of(Right)}))";

    JsonNode IConfigValue.ToConfig() => Borders.ToConfig(this);

    internal static Padding2D FromConfig(JsonNode node)
    {
        (int Before, int After)[] sides = Borders.FromConfig(node, 2);
        return (sides[0], sides[1]);
    }
}
