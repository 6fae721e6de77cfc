using System.Text.Json.Nodes;
using Sharpkeras.Diagnostics;
using Sharpkeras.Serialization;

namespace Sharpkeras.Layers;

/// <summary>
/// How much is added to or cropped from the sides of volumes: <c>2</c>, <c>(1, 2, 3)</c> for each axis, or a pair for each:
/// <c>((0, 1), (2, 3), (4, 5))</c>. Layers check the range.
/// </summary>
/// <param name="First">The numbers before and after along the first axis.</param>
/// <param name="Second">The numbers before and after along the second axis.</param>
/// <param name="Third">The numbers before and after along the third axis.</param>
public readonly record struct Padding3D(Padding1D First, Padding1D Second, Padding1D Third) : IBorder, IConfigValue
{
    IReadOnlyList<(int Before, int After)> IBorder.Sides =>
        [(First.Before, First.After), (Second.Before, Second.After), (Third.Before, Third.After)];

    /// <summary>The same on all sides.</summary>
    public static implicit operator Padding3D(int all) => new(all, all, all);

    /// <summary>The same on both sides of each axis.</summary>
    public static implicit operator Padding3D((int First, int Second, int Third) sides) => new(sides.First, sides.Second, sides.Third);

    /// <summary>Each side.</summary>
    public static implicit operator Padding3D(((int Before, int After) First, (int Before, int After) Second, (int Before, int After) Third) sides) =>
        new(sides.First, sides.Second, sides.Third);

    /// <inheritdoc/>
    public override string ToString() => $"({First}, {Second}, {Third})";

    JsonNode IConfigValue.ToConfig() => Borders.ToConfig(this);

    internal static Padding3D FromConfig(JsonNode node)
    {
        (int Before, int After)[] sides = Borders.FromConfig(node, 3);
        return (sides[0], sides[1], sides[2]);
    }
}
