using Sharpkeras.Diagnostics;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>A two-dimensional convolution (as in Keras, the kernel is not mirrored).</summary>
    /// <param name="x">[batch, height, width, channels], floating; with channels first [batch, channels, height, width].</param>
    /// <param name="kernel">[kernel height, kernel width, channels / groups, filters], the same type.</param>
    /// <param name="strides">The steps of the window for rows and columns; 1 when null.</param>
    /// <param name="padding">What the window does at the border.</param>
    /// <param name="dilation">The distance between the kernel's places; 1 when null.</param>
    /// <param name="groups">Into how many independent parts the channels are divided.</param>
    /// <param name="dataFormat">Where the channels are.</param>
    /// <returns>[batch, new height, new width, filters], or with channels first.</returns>
    /// <exception cref="ShapeException">The shapes do not fit, or the kernel is larger than the image with valid padding.</exception>
    /// <example><code>Tensor y = Ops.Conv2D(images, kernel, strides: (2, 2), padding: Padding.Same);</code></example>
    public static Tensor Conv2D(
        this Tensor x,
        Tensor kernel,
        (int Rows, int Columns)? strides = null,
        Padding padding = Padding.Valid,
        (int Rows, int Columns)? dilation = null,
        int groups = 1,
        DataFormat dataFormat = DataFormat.ChannelsLast)
    {
        var window = new ConvWindow(strides ?? (1, 1), WindowRule.NotCausal(padding, "conv2d"), dilation ?? (1, 1), dataFormat);
        return Conv2D(x, kernel, null, window, groups, null, "conv2d");
    }

    /// <summary>A two-dimensional convolution with TensorFlow's arguments: a number for each axis of the batch.</summary>
    /// <param name="x">[batch, height, width, channels], floating; with channels first [batch, channels, height, width].</param>
    /// <param name="filters">[kernel height, kernel width, channels, filters], the same type.</param>
    /// <param name="strides">
    /// The steps of the window: [1, rows, columns, 1], with channels first [1, 1, rows, columns]; or two numbers, or one for both.
    /// </param>
    /// <param name="padding">What the window does at the border.</param>
    /// <param name="dataFormat">Where the channels are.</param>
    /// <param name="dilations">The distance between the kernel's places, in the form of the strides; 1 when null.</param>
    /// <returns>[batch, new height, new width, filters], or with channels first.</returns>
    /// <exception cref="ShapeException">The shapes do not fit, or the kernel is larger than the image with valid padding.</exception>
    /// <exception cref="ArgumentException">The strides for batch and channels are not 1, or there are other than one, two or four.</exception>
    /// <example><code>Tensor y = Ops.Conv2D(images, filters, strides: [1, 2, 2, 1], padding: Padding.Same);</code></example>
    public static Tensor Conv2D(
        this Tensor x,
        Tensor filters,
        int[] strides,
        Padding padding,
        DataFormat dataFormat = DataFormat.ChannelsLast,
        int[]? dilations = null) => Conv2D(
            x,
            filters,
            BatchNumbers.Plane(strides, dataFormat, nameof(strides), "conv2d"),
            padding,
            BatchNumbers.Plane(dilations ?? [1], dataFormat, nameof(dilations), "conv2d"),
            dataFormat: dataFormat);

    /// <summary>A convolution with bias and activation; the activation's gradient must not need its input.</summary>
    internal static Tensor Conv2D(Tensor x, Tensor kernel, Tensor? bias, ConvWindow window, int groups, Epilogue? epilogue, string name)
    {
        var op = new Conv2DOp(window, groups, epilogue, name);
        Tensor image = Planes.ChannelsLast(x, window.DataFormat);
        Tensor result = bias == null ? Op.Apply(op, image, kernel) : Op.Apply(op, image, kernel, bias);
        return Planes.AsBefore(x, result, window.DataFormat);
    }
}

/// <summary>A convolution with bias and activation, as one operation.</summary>
internal sealed class Conv2DOp(ConvWindow window, int groups, Epilogue? epilogue, string name) : Op
{
    public override string Name => name;

    public override GradientNeeds Needs => epilogue == null ? GradientNeeds.Input : GradientNeeds.Input | GradientNeeds.Output;

    public override TensorSpec Infer(ReadOnlySpan<Tensor> inputs)
    {
        Tensor x = inputs[0];
        Tensor w = inputs[1];
        Check.Floating(x, Name);
        Check.SameDType(x, w, Name);
        Check.Rank(x, 4, Name, "[batch, height, width, channels]");
        Check.Rank(w, 4, Name, "[kernel height, kernel width, channels / groups, filters]");
        Check.Positive(groups, nameof(groups), Name);
        if (w.Shape[2] * groups != x.Shape[3] || w.Shape[3] % groups != 0)
        {
            throw new ShapeException(
                $"{Name} — the kernel's channels times the groups must be the image's channels, and the groups divide the filters. "
                + $"Received an image {x.Shape}, a kernel {w.Shape} and groups {Text.Of(groups)}.");
        }

        if (inputs.Length == 3 && inputs[2].Shape != w.Shape[3..])
        {
            throw new ShapeException($"{Name} — the bias has one value for each filter. Received {inputs[2].Shape} for a kernel {w.Shape}.");
        }

        ConvGeometry g = Geometry(x.Shape, w.Shape);
        return new TensorSpec([g.Batch, g.OutputHeight, g.OutputWidth, g.OutputChannels], x.DType);
    }

    public override void Forward(ref ForwardContext context)
    {
        Tensor? bias = context.Inputs.Length == 3 ? context.Inputs[2] : null;
        ConvGeometry geometry = Geometry(context.Inputs[0].Shape, context.Inputs[1].Shape);
        context.Backend.Conv2D(geometry, context.Inputs[0], context.Inputs[1], bias, epilogue, context.Output);
    }

    public override void Backward(GradContext context)
    {
        Tensor dz = EpilogueGradient.Of(context, epilogue);
        ConvGeometry geometry = Geometry(context.InputSpec(0).Shape, context.InputSpec(1).Shape);
        if (context.Wants(0))
        {
            Tensor dx = context.RentFor(0);
            context.Backend.Conv2DInputGradient(geometry, dz, context.Input(1), dx);
            context.Give(0, dx);
        }

        if (context.Wants(1))
        {
            var (dw, db) = BiasGradient.RentBoth(context);
            context.Backend.Conv2DKernelGradient(geometry, context.Input(0), dz, dw, db);
            context.Give(1, dw);
            BiasGradient.Give(context, db);
        }
        else
        {
            BiasGradient.Give(context, dz, BiasGradient.Rent(context));
        }
    }

    private ConvGeometry Geometry(Shape x, Shape w) => window.Over(x, w, w[3], groups, Name);
}
