using FsCheck;
using FsCheck.Fluent;
using Sharpkeras.Layers;

namespace Sharpkeras.Tests.Properties;

/// <summary>Layers that add or crop borders, or repeat what is inside.</summary>
internal static partial class LayerTable
{
    private static readonly Gen<Interpolation> Interpolations = Gen.Elements(Enum.GetValues<Interpolation>());

    private static IEnumerable<LayerRow> Borders() =>
    [
        Row<ZeroPadding1D>(
            from sides in Sides(1)
            from format in Formats
            select Of(1, format, Shapes.Text(sides), () => new ZeroPadding1D((sides[0], sides[1]), format, dtype: Exact))),
        Row<ZeroPadding3D>(
            from sides in Sides(3)
            from format in Formats
            select Of(3, format, Shapes.Text(sides), () => new ZeroPadding3D(Three(sides), format, dtype: Exact))),
        Row<Cropping1D>(
            from sides in Sides(1)
            select Of(1, DataFormat.ChannelsLast, Shapes.Text(sides), () => new Cropping1D((sides[0], sides[1]), dtype: Exact))),
        Row<Cropping2D>(
            from sides in Sides(2)
            from format in Formats
            select Of(2, format, Shapes.Text(sides), () =>
                new Cropping2D(((sides[0], sides[1]), (sides[2], sides[3])), format, dtype: Exact))),
        Row<Cropping3D>(
            from sides in Sides(3)
            from format in Formats
            select Of(3, format, Shapes.Text(sides), () => new Cropping3D(Three(sides), format, dtype: Exact))),
        Row<UpSampling1D>(from size in Small select Of(1, DataFormat.ChannelsLast, $"size {size}", () => new UpSampling1D(size, dtype: Exact))),
        Row<UpSampling2D>(
            from size in Small.Two()
            from format in Formats
            from interpolation in Interpolations
            select Of(2, format, $"size {size}, {interpolation}", () => new UpSampling2D(size, format, interpolation, dtype: Exact))),
        Row<UpSampling3D>(
            from size in Gen.Choose(1, 2).Three()
            from format in Formats
            select Of(3, format, $"size {size}", () => new UpSampling3D(size, format, dtype: Exact))),
    ];

    private static Gen<int[]> Sides(int axes) => Gen.Choose(0, 1).ArrayOf(2 * axes);

    private static Padding3D Three(int[] sides) => ((sides[0], sides[1]), (sides[2], sides[3]), (sides[4], sides[5]));

    /// <summary>Two samples of two channels with three places along each axis: more than two borders of one.</summary>
    private static LayerTrial Of(int axes, DataFormat format, string arguments, Func<Layer> make)
    {
        int[] places = [.. Enumerable.Repeat(3, axes)];
        return new LayerTrial(
            $"{arguments}, {format}", make, Floats(format == DataFormat.ChannelsLast ? [2, .. places, 2] : [2, 2, .. places]));
    }
}
