using FsCheck;
using FsCheck.Fluent;
using Sharpkeras.Layers;

namespace Sharpkeras.Tests.Properties;

/// <summary>Layers for images.</summary>
internal static partial class LayerTable
{
    private static readonly Gen<int> Small = Gen.Choose(1, 3);

    private static IEnumerable<LayerRow> Images() =>
    [
        Row<Conv2D>(
            from image in Image(leastSize: 5)
            from filters in Small
            from kernel in Small.Two()
            from steps in Gen.Choose(1, 2).Two()
            from dilated in Shapes.Flag
            from padding in Paddings
            from groups in Gen.Choose(1, 2)
            from activation in Activations
            from bias in Shapes.Flag
            select new LayerTrial(
                $"{filters * groups} filters {kernel}, {(dilated ? "dilation" : "strides")} {steps}, {padding}, {groups} groups, "
                    + $"{activation}, bias {bias}",
                () => new Conv2D(
                    filters * groups,
                    kernel,
                    dilated ? 1 : steps,
                    padding,
                    image.Format,
                    dilated ? steps : 1,
                    groups,
                    activation,
                    bias,
                    dtype: Exact),
                Floats(image.Of(image.Channels * groups)))),
        Row<MaxPooling2D>(
            from image in Image(leastSize: 3)
            from window in Small.Two()
            from strides in Strides()
            from padding in Paddings
            select new LayerTrial(
                $"window {window}, strides {strides}, {padding}",
                () => new MaxPooling2D(window, strides, padding, image.Format, dtype: Exact), Floats(image.Of(image.Channels)))),
        Row<AveragePooling2D>(
            from image in Image(leastSize: 3)
            from window in Small.Two()
            from strides in Strides()
            from padding in Paddings
            select new LayerTrial(
                $"window {window}, strides {strides}, {padding}",
                () => new AveragePooling2D(window, strides, padding, image.Format, dtype: Exact), Floats(image.Of(image.Channels)))),
        Row<AdaptiveMaxPooling2D>(
            from image in Image(leastSize: 3)
            from size in Small.Two()
            select new LayerTrial($"to {size}", () => new AdaptiveMaxPooling2D(size, image.Format, dtype: Exact), Floats(image.Of(image.Channels)))),
        Row<AdaptiveAveragePooling2D>(
            from image in Image(leastSize: 3)
            from size in Small.Two()
            select new LayerTrial($"to {size}", () => new AdaptiveAveragePooling2D(size, image.Format, dtype: Exact), Floats(image.Of(image.Channels)))),
        Row<ZeroPadding2D>(
            from image in Image(leastSize: 0)
            from sides in Gen.Choose(0, 2).ArrayOf(4)
            select new LayerTrial(
                Shapes.Text(sides),
                () => new ZeroPadding2D(((sides[0], sides[1]), (sides[2], sides[3])), image.Format, dtype: Exact), Floats(image.Of(image.Channels)))),
    ];

    private static Gen<Size2D?> Strides() =>
        from own in Shapes.Flag
        from steps in Small.Two()
        select own ? (Size2D?)steps : null;

    /// <summary>Images that a window of some size fits into; none at times.</summary>
    private static Gen<ImageShape> Image(int leastSize) =>
        from batch in Gen.Choose(0, 2)
        from more in Gen.Choose(0, 3).Two()
        from channels in Gen.Choose(1, 2)
        from format in Formats
        select new ImageShape(batch, leastSize + more.Item1, leastSize + more.Item2, channels, format);

    private sealed record ImageShape(int Batch, int Rows, int Columns, int Channels, DataFormat Format)
    {
        public Shape Of(int channels) =>
            Format == DataFormat.ChannelsLast ? [Batch, Rows, Columns, channels] : [Batch, channels, Rows, Columns];
    }
}
