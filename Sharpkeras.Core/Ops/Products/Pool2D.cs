using Sharpkeras.Devices;
using Sharpkeras.Diagnostics;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>The largest value of each window. The gradient goes to the first such value in row order.</summary>
    /// <param name="x">[batch, height, width, channels], floating; with channels first [batch, channels, height, width].</param>
    /// <param name="poolSize">Height and width of the window.</param>
    /// <param name="strides">Its steps; its size when null.</param>
    /// <param name="padding">What it does at the border.</param>
    /// <param name="dataFormat">Where the channels are.</param>
    /// <returns>[batch, new height, new width, channels], or with channels first.</returns>
    /// <exception cref="ShapeException">The rank is not 4, or the window is larger than the image with valid padding.</exception>
    public static Tensor MaxPool2D(
        this Tensor x,
        (int Rows, int Columns) poolSize,
        (int Rows, int Columns)? strides = null,
        Padding padding = Padding.Valid,
        DataFormat dataFormat = DataFormat.ChannelsLast) =>
        Pool2D(PoolMode.Max, x, poolSize, strides ?? poolSize, WindowRule.NotCausal(padding, "max_pool"), dataFormat, "max_pool");

    /// <summary>The largest value of each window. With TensorFlow's arguments: a number for each axis of the batch.</summary>
    /// <param name="x">[batch, height, width, channels], floating; with channels first [batch, channels, height, width].</param>
    /// <param name="ksize">
    /// The size of the window: [1, height, width, 1], with channels first [1, 1, height, width]; or two numbers, or one for both.
    /// </param>
    /// <param name="strides">Its steps, in the same form.</param>
    /// <param name="padding">What it does at the border.</param>
    /// <param name="dataFormat">Where the channels are.</param>
    /// <returns>[batch, new height, new width, channels], or with channels first.</returns>
    /// <exception cref="ShapeException">The rank is not 4, or the window is larger than the image with valid padding.</exception>
    /// <exception cref="ArgumentException">The numbers for batch and channels are not 1, or there are other than one, two or four.</exception>
    /// <example><code>Tensor y = Ops.MaxPool2D(images, ksize: [1, 2, 2, 1], strides: [1, 2, 2, 1], padding: Padding.Valid);</code></example>
    public static Tensor MaxPool2D(
        this Tensor x, int[] ksize, int[] strides, Padding padding, DataFormat dataFormat = DataFormat.ChannelsLast) => MaxPool2D(
            x,
            BatchNumbers.Plane(ksize, dataFormat, nameof(ksize), "max_pool"),
            BatchNumbers.Plane(strides, dataFormat, nameof(strides), "max_pool"),
            padding,
            dataFormat);

    /// <summary>The mean of each window; what lies outside the image does not count.</summary>
    /// <param name="x">[batch, height, width, channels], floating; with channels first [batch, channels, height, width].</param>
    /// <param name="poolSize">Height and width of the window.</param>
    /// <param name="strides">Its steps; its size when null.</param>
    /// <param name="padding">What it does at the border.</param>
    /// <param name="dataFormat">Where the channels are.</param>
    /// <returns>[batch, new height, new width, channels], or with channels first.</returns>
    /// <exception cref="ShapeException">The rank is not 4, or the window is larger than the image with valid padding.</exception>
    public static Tensor AveragePool2D(
        this Tensor x,
        (int Rows, int Columns) poolSize,
        (int Rows, int Columns)? strides = null,
        Padding padding = Padding.Valid,
        DataFormat dataFormat = DataFormat.ChannelsLast) =>
        Pool2D(PoolMode.Average, x, poolSize, strides ?? poolSize, WindowRule.NotCausal(padding, "average_pool"), dataFormat, "average_pool");

    /// <summary>The mean of each window. With TensorFlow's arguments: a number for each axis of the batch.</summary>
    /// <param name="x">[batch, height, width, channels], floating; with channels first [batch, channels, height, width].</param>
    /// <param name="ksize">
    /// The size of the window: [1, height, width, 1], with channels first [1, 1, height, width]; or two numbers, or one for both.
    /// </param>
    /// <param name="strides">Its steps, in the same form.</param>
    /// <param name="padding">What it does at the border.</param>
    /// <param name="dataFormat">Where the channels are.</param>
    /// <returns>[batch, new height, new width, channels], or with channels first.</returns>
    /// <exception cref="ShapeException">The rank is not 4, or the window is larger than the image with valid padding.</exception>
    /// <exception cref="ArgumentException">The numbers for batch and channels are not 1, or there are other than one, two or four.</exception>
    /// <example><code>Tensor y = Ops.AveragePool2D(images, ksize: [1, 2, 2, 1], strides: [1, 2, 2, 1], padding: Padding.Valid);</code></example>
    public static Tensor AveragePool2D(
        this Tensor x, int[] ksize, int[] strides, Padding padding, DataFormat dataFormat = DataFormat.ChannelsLast) => AveragePool2D(
            x,
            BatchNumbers.Plane(ksize, dataFormat, nameof(ksize), "average_pool"),
            BatchNumbers.Plane(strides, dataFormat, nameof(strides), "average_pool"),
            padding,
            dataFormat);

    internal static Tensor Pool2D(
        PoolMode mode,
        Tensor x,
        (int Rows, int Columns) poolSize,
        (int Rows, int Columns) strides,
        Padding padding,
        DataFormat dataFormat,
        string name)
    {
        var op = new Pool2DOp(mode, poolSize, strides, padding, name);

        return Planes.AsBefore(x, Op.Apply(op, Planes.ChannelsLast(x, dataFormat)), dataFormat);
    }
}

/// <summary>Pooling.</summary>
internal sealed class Pool2DOp(
    PoolMode mode, (int Rows, int Columns) poolSize, (int Rows, int Columns) strides, Padding padding, string name) : Op
{
    public override string Name => name;

    /// <summary>Largest or mean value.</summary>
    public PoolMode Mode => mode;

    public override GradientNeeds Needs => mode == PoolMode.Max ? GradientNeeds.Input | GradientNeeds.Output : GradientNeeds.Nothing;

    public override TensorSpec Infer(ReadOnlySpan<Tensor> inputs)
    {
        Check.Floating(inputs[0], Name);
        Check.Rank(inputs[0], 4, Name, "[batch, height, width, channels]");
        PoolGeometry g = Geometry(inputs[0].Shape);
        return new TensorSpec([g.Batch, g.OutputHeight, g.OutputWidth, g.Channels], inputs[0].DType);
    }

    public override void Forward(ref ForwardContext context) =>
        context.Backend.Pool2D(mode, Geometry(context.Inputs[0].Shape), context.Inputs[0], context.Output);

    public override void Backward(GradContext context)
    {
        Tensor dx = context.RentFor(0);
        Tensor dy = context.OutputGradient;
        context.Backend.Pool2DGradient(
            mode, Geometry(dx.Shape), context.InputOrNull(0) ?? dx, context.OutputOrNull ?? dy, dy, dx);
        context.Give(0, dx);
    }

    /// <summary>The sizes for an input.</summary>
    public PoolGeometry Geometry(Shape x)
    {
        var (height, top) = WindowRule.Of(x[1], poolSize.Rows, strides.Rows, 1, padding, Name, "height");
        var (width, left) = WindowRule.Of(x[2], poolSize.Columns, strides.Columns, 1, padding, Name, "width");
        return new PoolGeometry(x[0], x[1], x[2], x[3], poolSize.Rows, poolSize.Columns, height, width, strides.Rows, strides.Columns, top, left);
    }
}
