using Sharpkeras.Diagnostics;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>
    /// A convolution of each channel by itself, with m kernels each: channel c·m + i of the output is channel c of x by kernel i of c.
    /// Sequences or images, by the rank of x.
    /// </summary>
    /// <param name="x">[batch, steps, channels] or [batch, height, width, channels], floating; with channels first these come second.</param>
    /// <param name="kernel">[length, channels, m] or [kernel height, kernel width, channels, m], the same type.</param>
    /// <param name="strides">The steps of the window, one for all axes or one for each; 1 when null.</param>
    /// <param name="padding">What the window does at the border, valid or same.</param>
    /// <param name="dataFormat">Where the channels are.</param>
    /// <param name="dilation">The distance between the kernel's places, one for all axes or one for each; 1 when null.</param>
    /// <returns>[batch, new steps, channels · m] or [batch, new height, new width, channels · m], or with channels first.</returns>
    /// <exception cref="ShapeException">The shapes do not fit, or the kernel is larger than the input with valid padding.</exception>
    /// <example><code>Tensor y = Ops.DepthwiseConv(images, kernel, strides: [2], padding: Padding.Same);</code></example>
    public static Tensor DepthwiseConv(
        this Tensor x,
        Tensor kernel,
        int[]? strides = null,
        Padding padding = Padding.Valid,
        DataFormat dataFormat = DataFormat.ChannelsLast,
        int[]? dilation = null)
    {
        Planes.Check(x, kernel, "depthwise_conv");
        ConvWindow window = Window(x, strides, padding, dataFormat, dilation, "depthwise_conv");
        Tensor y = DepthwiseConv2D(Planes.Image(x, dataFormat), Planes.Kernel(kernel), null, window, null, "depthwise_conv");
        return Planes.Like(x, y, dataFormat);
    }

    /// <summary>The same for images, in TensorFlow's form.</summary>
    /// <param name="x">[batch, height, width, channels], floating; with channels first [batch, channels, height, width].</param>
    /// <param name="kernel">[kernel height, kernel width, channels, m], the same type.</param>
    /// <param name="strides">The steps of the window for rows and columns; 1 when null.</param>
    /// <param name="padding">What the window does at the border, valid or same.</param>
    /// <param name="dataFormat">Where the channels are.</param>
    /// <param name="dilation">The distance between the kernel's places; 1 when null.</param>
    /// <returns>[batch, new height, new width, channels · m], or with channels first.</returns>
    /// <exception cref="ShapeException">The shapes do not fit, or the kernel is larger than the image with valid padding.</exception>
    public static Tensor DepthwiseConv2D(
        this Tensor x,
        Tensor kernel,
        (int Rows, int Columns)? strides = null,
        Padding padding = Padding.Valid,
        DataFormat dataFormat = DataFormat.ChannelsLast,
        (int Rows, int Columns)? dilation = null)
    {
        const string Name = "depthwise_conv2d";
        var window = new ConvWindow(strides ?? (1, 1), WindowRule.NotCausal(padding, Name), dilation ?? (1, 1), dataFormat);
        return DepthwiseConv2D(x, kernel, null, window, null, Name);
    }

    /// <summary>With bias and activation; the activation's gradient must not need its input.</summary>
    internal static Tensor DepthwiseConv2D(Tensor x, Tensor kernel, Tensor? bias, ConvWindow window, Epilogue? epilogue, string name)
    {
        var op = new DepthwiseConv2DOp(window, epilogue, name);
        return Planes.WithChannelsLast(x, window.DataFormat, image =>
            bias == null ? Op.Apply(op, image, kernel) : Op.Apply(op, image, kernel, bias));
    }
}

/// <summary>A convolution of each channel by itself with bias and activation, as one operation.</summary>
internal sealed class DepthwiseConv2DOp(ConvWindow window, Epilogue? epilogue, string name) : Op
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
        Check.Rank(w, 4, Name, "[kernel height, kernel width, channels, m]");
        if (w.Shape[2] != x.Shape[3] || w.Shape[3] == 0)
        {
            throw new ShapeException(
                $"{Name} — the kernel's third axis must be the image's channels, and its last not be empty. "
                + $"Received an image {x.Shape} and a kernel {w.Shape}.");
        }

        ConvGeometry g = Geometry(x.Shape, w.Shape);
        if (inputs.Length == 3 && inputs[2].Shape != [g.OutputChannels])
        {
            throw new ShapeException(
                $"{Name} — the bias has one value for each output channel. Received {inputs[2].Shape} for a kernel {w.Shape}.");
        }

        return new TensorSpec([g.Batch, g.OutputHeight, g.OutputWidth, g.OutputChannels], x.DType);
    }

    public override void Forward(ref ForwardContext context)
    {
        Tensor? bias = context.Inputs.Length == 3 ? context.Inputs[2] : null;
        ConvGeometry geometry = Geometry(context.Inputs[0].Shape, context.Inputs[1].Shape);
        context.Backend.DepthwiseConv2D(geometry, context.Inputs[0], context.Inputs[1], bias, epilogue, context.Output);
    }

    public override void Backward(GradContext context)
    {
        Tensor dz = EpilogueGradient.Of(context, epilogue);
        ConvGeometry geometry = Geometry(context.InputSpec(0).Shape, context.InputSpec(1).Shape);
        if (context.Wants(0))
        {
            Tensor dx = context.RentFor(0);
            context.Backend.DepthwiseConv2DInputGradient(geometry, dz, context.Input(1), dx);
            context.Give(0, dx);
        }

        if (context.Wants(1))
        {
            Tensor dw = context.RentFor(1);
            context.Backend.DepthwiseConv2DKernelGradient(geometry, context.Input(0), dz, dw);
            context.Give(1, dw);
        }

        BiasGradient.Give(context, dz, BiasGradient.Rent(context));
    }

    private ConvGeometry Geometry(Shape x, Shape w) => window.Over(x, w, checked(w[2] * w[3]), x[3], Name);
}
