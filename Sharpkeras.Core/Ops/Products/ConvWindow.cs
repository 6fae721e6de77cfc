using Sharpkeras.Kernels;

namespace Sharpkeras;

/// <summary>How the window of a convolution moves over an image.</summary>
/// <param name="Strides">Its steps for rows and columns.</param>
/// <param name="Padding">What it does at the border.</param>
/// <param name="Dilation">The distance between its places.</param>
/// <param name="DataFormat">Where the channels are.</param>
internal readonly record struct ConvWindow(
    (int Rows, int Columns) Strides, Padding Padding, (int Rows, int Columns) Dilation, DataFormat DataFormat)
{
    /// <summary>The numbers of a convolution of an image with channels last by a kernel whose first axes are height and width.</summary>
    public ConvGeometry Over(Shape image, Shape kernel, int filters, int groups, string name)
    {
        var (height, top) = WindowRule.Of(image[1], kernel[0], Strides.Rows, Dilation.Rows, Padding, name, "height");
        var (width, left) = WindowRule.Of(image[2], kernel[1], Strides.Columns, Dilation.Columns, Padding, name, "width");
        return Geometry(image, kernel, (height, width, filters), (top, left), groups);
    }

    /// <summary>
    /// The numbers of the convolution of which a transposed one of this image is the gradient: what is its output here is the image there.
    /// </summary>
    public ConvGeometry Under(Shape image, Shape kernel, (int Rows, int Columns)? outputPadding, string name)
    {
        var (height, top) = WindowRule.Transposed(
            image[1], kernel[0], Strides.Rows, Dilation.Rows, Padding, outputPadding?.Rows, name, "height");
        var (width, left) = WindowRule.Transposed(
            image[2], kernel[1], Strides.Columns, Dilation.Columns, Padding, outputPadding?.Columns, name, "width");
        return Geometry([image[0], height, width, kernel[2]], kernel, (image[1], image[2], image[3]), (top, left), 1);
    }

    private ConvGeometry Geometry(
        Shape image, Shape kernel, (int Height, int Width, int Channels) output, (int Top, int Left) pad, int groups) => new(
        image[0],
        image[1],
        image[2],
        image[3],
        kernel[0],
        kernel[1],
        output.Height,
        output.Width,
        output.Channels,
        Strides.Rows,
        Strides.Columns,
        Dilation.Rows,
        Dilation.Columns,
        pad.Top,
        pad.Left,
        groups);
}
