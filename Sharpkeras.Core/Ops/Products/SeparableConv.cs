using Sharpkeras.Diagnostics;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>
    /// A convolution of each channel by itself, and then of all channels by a kernel of one place: <c>(x ∗ depthwise) ∗ pointwise</c>.
    /// Sequences or images, by the rank of x.
    /// </summary>
    /// <param name="x">[batch, steps, channels] or [batch, height, width, channels], floating; with channels first these come second.</param>
    /// <param name="depthwiseKernel">[length, channels, m] or [kernel height, kernel width, channels, m], the same type.</param>
    /// <param name="pointwiseKernel">[1, channels · m, filters] or [1, 1, channels · m, filters].</param>
    /// <param name="strides">The steps of the first window, one for all axes or one for each; 1 when null.</param>
    /// <param name="padding">What the window does at the border, valid or same.</param>
    /// <param name="dataFormat">Where the channels are.</param>
    /// <param name="dilation">The distance between the first kernel's places; 1 when null.</param>
    /// <returns>[batch, new steps, filters] or [batch, new height, new width, filters], or with channels first.</returns>
    /// <exception cref="ShapeException">The shapes do not fit, or the kernel is larger than the input with valid padding.</exception>
    /// <example><code>Tensor y = Ops.SeparableConv(images, depthwise, pointwise, padding: Padding.Same);</code></example>
    public static Tensor SeparableConv(
        this Tensor x,
        Tensor depthwiseKernel,
        Tensor pointwiseKernel,
        int[]? strides = null,
        Padding padding = Padding.Valid,
        DataFormat dataFormat = DataFormat.ChannelsLast,
        int[]? dilation = null)
    {
        const string Name = "separable_conv";
        Planes.Check(x, depthwiseKernel, Name);
        ConvWindow window = Window(x, strides, padding, dataFormat, dilation, Name);
        Tensor y = SeparableConv2D(
            Planes.Image(x, dataFormat), Planes.Kernel(depthwiseKernel), Planes.Kernel(pointwiseKernel), null, window, null, Name);
        return Planes.Like(x, y, dataFormat);
    }

    /// <summary>The same for images, in TensorFlow's form.</summary>
    /// <param name="x">[batch, height, width, channels], floating; with channels first [batch, channels, height, width].</param>
    /// <param name="depthwiseKernel">[kernel height, kernel width, channels, m], the same type.</param>
    /// <param name="pointwiseKernel">[1, 1, channels · m, filters].</param>
    /// <param name="strides">The steps of the first window for rows and columns; 1 when null.</param>
    /// <param name="padding">What the window does at the border, valid or same.</param>
    /// <param name="dataFormat">Where the channels are.</param>
    /// <param name="dilation">The distance between the first kernel's places; 1 when null.</param>
    /// <returns>[batch, new height, new width, filters], or with channels first.</returns>
    /// <exception cref="ShapeException">The shapes do not fit, or the kernel is larger than the image with valid padding.</exception>
    public static Tensor SeparableConv2D(
        this Tensor x,
        Tensor depthwiseKernel,
        Tensor pointwiseKernel,
        (int Rows, int Columns)? strides = null,
        Padding padding = Padding.Valid,
        DataFormat dataFormat = DataFormat.ChannelsLast,
        (int Rows, int Columns)? dilation = null)
    {
        const string Name = "separable_conv2d";
        var window = new ConvWindow(strides ?? (1, 1), WindowRule.NotCausal(padding, Name), dilation ?? (1, 1), dataFormat);
        return SeparableConv2D(x, depthwiseKernel, pointwiseKernel, null, window, null, Name);
    }

    /// <summary>With bias and activation; the activation's gradient must not need its input.</summary>
    internal static Tensor SeparableConv2D(
        Tensor x, Tensor depthwiseKernel, Tensor pointwiseKernel, Tensor? bias, ConvWindow window, Epilogue? epilogue, string name)
    {
        ConvWindow last = window with { DataFormat = DataFormat.ChannelsLast };
        var one = new ConvWindow((1, 1), Padding.Valid, (1, 1), DataFormat.ChannelsLast);
        return Planes.WithChannelsLast(x, window.DataFormat, image =>
            Conv2D(DepthwiseConv2D(image, depthwiseKernel, null, last, null, name), pointwiseKernel, bias, one, 1, epilogue, name));
    }
}
