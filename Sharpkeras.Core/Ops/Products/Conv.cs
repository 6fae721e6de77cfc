using Sharpkeras.Diagnostics;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>
    /// A convolution of sequences or images, by the rank of x (as in Keras, the kernel is not mirrored). The channels are divided into as many
    /// groups as the kernel's go into them.
    /// </summary>
    /// <param name="x">[batch, steps, channels] or [batch, height, width, channels], floating; with channels first these come second.</param>
    /// <param name="kernel">[length, channels / groups, filters] or [kernel height, kernel width, channels / groups, filters], the same type.</param>
    /// <param name="strides">The steps of the window, one for all axes or one for each; 1 when null.</param>
    /// <param name="padding">What the window does at the border, valid or same.</param>
    /// <param name="dataFormat">Where the channels are.</param>
    /// <param name="dilation">The distance between the kernel's places, one for all axes or one for each; 1 when null.</param>
    /// <returns>[batch, new steps, filters] or [batch, new height, new width, filters], or with channels first.</returns>
    /// <exception cref="ShapeException">The shapes do not fit, or the kernel is larger than the input with valid padding.</exception>
    /// <example><code>Tensor y = Ops.Conv(sequences, kernel, strides: [2], padding: Padding.Same);</code></example>
    public static Tensor Conv(
        this Tensor x,
        Tensor kernel,
        int[]? strides = null,
        Padding padding = Padding.Valid,
        DataFormat dataFormat = DataFormat.ChannelsLast,
        int[]? dilation = null)
    {
        Planes.Check(x, kernel, "conv");
        ConvWindow window = Window(x, strides, padding, dataFormat, dilation, "conv");
        int channels = dataFormat == DataFormat.ChannelsFirst ? x.Shape[1] : x.Shape[^1];
        int groups = Math.Max(1, channels / Math.Max(1, kernel.Shape[^2]));
        Tensor y = Conv2D(Planes.Image(x, dataFormat), Planes.Kernel(kernel), null, window, groups, null, "conv");
        return Planes.Like(x, y, dataFormat);
    }

    private static ConvWindow Window(Tensor x, int[]? strides, Padding padding, DataFormat format, int[]? dilation, string name) => new(
        Planes.Pair(strides, x, nameof(strides), name),
        WindowRule.NotCausal(padding, name),
        Planes.Pair(dilation, x, nameof(dilation), name),
        format);
}
