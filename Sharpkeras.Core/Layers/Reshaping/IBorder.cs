namespace Sharpkeras.Layers;

/// <summary>
/// How much is added to, or cropped from, the sides of each axis that is neither batch nor channels: <see cref="Padding1D"/> for sequences,
/// <see cref="Padding2D"/> for images, <see cref="Padding3D"/> for volumes. Layers are written once for all.
/// </summary>
public interface IBorder
{
    /// <summary>The numbers before and after, for each axis.</summary>
    IReadOnlyList<(int Before, int After)> Sides { get; }
}
