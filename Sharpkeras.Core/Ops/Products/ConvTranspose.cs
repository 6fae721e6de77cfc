using Sharpkeras.Diagnostics;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>
    /// A transposed convolution of sequences or images, by the rank of x: the gradient of a convolution for its input, used as a function. An
    /// axis of length n becomes, with r = (k − 1) · dilation + 1, (n − 1) · stride + max(r, stride) with valid padding and n · stride with same;
    /// with an output padding (n − 1) · stride + r + output padding, and (n − 1) · stride + r mod 2 + output padding (Keras's rules).
    /// </summary>
    /// <param name="x">[batch, steps, channels] or [batch, height, width, channels], floating; with channels first these come second.</param>
    /// <param name="kernel">[length, filters, channels] or [kernel height, kernel width, filters, channels], the same type.</param>
    /// <param name="strides">How far the input's places lie apart in the output, one for all axes or one for each; 1 when null.</param>
    /// <param name="padding">What the window does at the border, valid or same.</param>
    /// <param name="outputPadding">What is added to the smallest output, one for all axes or one for each, at least 0 and below the strides.</param>
    /// <param name="dataFormat">Where the channels are.</param>
    /// <param name="dilation">The distance between the kernel's places, one for all axes or one for each; 1 when null.</param>
    /// <returns>[batch, new steps, filters] or [batch, new height, new width, filters], or with channels first.</returns>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    /// <exception cref="ArgumentException">The output padding is outside of its range.</exception>
    /// <example><code>Tensor larger = Ops.ConvTranspose(images, kernel, strides: [2], padding: Padding.Same);</code></example>
    public static Tensor ConvTranspose(
        this Tensor x,
        Tensor kernel,
        int[]? strides = null,
        Padding padding = Padding.Valid,
        int[]? outputPadding = null,
        DataFormat dataFormat = DataFormat.ChannelsLast,
        int[]? dilation = null)
    {
        if (x.IsSymbolic || kernel.IsSymbolic)
        {
            return Op.Compose("conv_transpose", [x, kernel], all => ConvTranspose(all[0], all[1], strides, padding, outputPadding, dataFormat, dilation), ("strides", strides), ("padding", padding), ("output_padding", outputPadding), ("data_format", dataFormat), ("dilation", dilation));
        }

        const string Name = "conv_transpose";
        Planes.Check(x, kernel, Name);
        ConvWindow window = Window(x, strides, padding, dataFormat, dilation, Name);
        (int Rows, int Columns)? more = outputPadding == null ? null : Planes.Pair(outputPadding, x, nameof(outputPadding), Name, row: 0);
        CheckOutputPadding(more, window.Strides, Name);
        Tensor y = ConvTranspose2D(Planes.Image(x, dataFormat), Planes.Kernel(kernel), null, window, more, Name);
        return Planes.Like(x, y, dataFormat);
    }

    /// <summary>The same for images, in TensorFlow's form: the size of the output is given.</summary>
    /// <param name="x">[batch, height, width, channels], floating; with channels first [batch, channels, height, width].</param>
    /// <param name="kernel">[kernel height, kernel width, filters, channels], the same type.</param>
    /// <param name="outputShape">The shape of the output, of which a convolution with the same arguments makes the shape of x.</param>
    /// <param name="strides">How far the input's pixels lie apart in the output; 1 when null.</param>
    /// <param name="padding">What the window does at the border, valid or same.</param>
    /// <param name="dataFormat">Where the channels are.</param>
    /// <param name="dilation">The distance between the kernel's places; 1 when null.</param>
    /// <returns>The output shape.</returns>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    public static Tensor Conv2DTranspose(
        this Tensor x,
        Tensor kernel,
        Shape outputShape,
        (int Rows, int Columns)? strides = null,
        Padding padding = Padding.Same,
        DataFormat dataFormat = DataFormat.ChannelsLast,
        (int Rows, int Columns)? dilation = null)
    {
        if (x.IsSymbolic || kernel.IsSymbolic)
        {
            return Op.Compose("conv2d_transpose", [x, kernel], all => Conv2DTranspose(all[0], all[1], outputShape, strides, padding, dataFormat, dilation), ("output_shape", outputShape), ("strides", strides), ("padding", padding), ("data_format", dataFormat), ("dilation", dilation));
        }

        const string Name = "conv2d_transpose";
        Check.Rank(x, 4, Name, "[batch, height, width, channels]");
        Check.Rank(kernel, 4, Name, "[kernel height, kernel width, filters, channels]");
        var window = new ConvWindow(strides ?? (1, 1), WindowRule.NotCausal(padding, Name), dilation ?? (1, 1), dataFormat);
        bool first = dataFormat == DataFormat.ChannelsFirst;
        int rows = first ? 2 : 1;
        Shape expected = outputShape.Rank == 4 ? x.Shape.With(rows, outputShape[rows]).With(rows + 1, outputShape[rows + 1]) : x.Shape;
        if (outputShape != expected.With(first ? 1 : 3, kernel.Shape[2]))
        {
            throw new ShapeException(
                $"{Name} — the output shape has the batch of the image and the filters of the kernel. Received {outputShape} for an image {x.Shape} and a kernel {kernel.Shape}.");
        }

        var more = (
            More(x.Shape[rows], outputShape[rows], kernel.Shape[0], window.Strides.Rows, window.Dilation.Rows, padding, Name),
            More(x.Shape[rows + 1], outputShape[rows + 1], kernel.Shape[1], window.Strides.Columns, window.Dilation.Columns, padding, Name));
        return ConvTranspose2D(x, kernel, null, window, more, Name);
    }

    /// <summary>With a bias, or null.</summary>
    internal static Tensor ConvTranspose2D(
        Tensor x, Tensor kernel, Tensor? bias, ConvWindow window, (int Rows, int Columns)? outputPadding, string name)
    {
        var op = new ConvTranspose2DOp(window, outputPadding, name);
        return Planes.WithChannelsLast(x, window.DataFormat, image =>
        {
            Tensor y = Op.Apply(op, image, kernel);
            return bias == null ? y : BiasAdd(y, bias);
        });
    }

    /// <exception cref="ArgumentOutOfRangeException">A number is negative, or not below the stride.</exception>
    internal static void CheckOutputPadding((int Rows, int Columns)? outputPadding, (int Rows, int Columns) strides, string name)
    {
        if (outputPadding is { } more && (Math.Min(more.Rows, more.Columns) < 0 || more.Rows >= strides.Rows || more.Columns >= strides.Columns))
        {
            throw new ArgumentOutOfRangeException(
                nameof(outputPadding),
                $"{name} — outputPadding must lie in [0, stride) on each axis. Received ({Text.Of(more.Rows)}, {Text.Of(more.Columns)}) "
                + $"with strides ({Text.Of(strides.Rows)}, {Text.Of(strides.Columns)}).");
        }
    }

    /// <summary>The output padding that gives a length, if a convolution of that length gives the input's.</summary>
    private static int More(int input, int output, int window, int stride, int dilation, Padding padding, string name)
    {
        var (back, _) = WindowRule.Of(output, window, stride, dilation, padding, name, "axis");
        if (back != input)
        {
            throw new ShapeException(
                $"{name} — a convolution of the output shape must give the image's. Received a length of {Text.Of(output)}, which gives {Text.Of(back)}, for {Text.Of(input)}.");
        }

        int reach = ((window - 1) * dilation) + 1;
        return output - ((input - 1) * stride) - (padding == Padding.Valid ? reach : reach % 2);
    }
}

/// <summary>The gradient of a convolution for its input as an operation; its own gradients are that convolution and its kernel's gradient.</summary>
internal sealed class ConvTranspose2DOp(ConvWindow window, (int Rows, int Columns)? outputPadding, string name) : Op
{
    public override string Name => name;

    public override GradientNeeds Needs => GradientNeeds.Input;

    public override TensorSpec Infer(ReadOnlySpan<Tensor> inputs)
    {
        Tensor x = inputs[0];
        Tensor w = inputs[1];
        Check.Floating(x, Name);
        Check.SameDType(x, w, Name);
        Check.Rank(x, 4, Name, "[batch, height, width, channels]");
        Check.Rank(w, 4, Name, "[kernel height, kernel width, filters, channels]");
        if (w.Shape[3] != x.Shape[3])
        {
            throw new ShapeException(
                $"{Name} — the kernel's last axis must be the image's channels. Received an image {x.Shape} and a kernel {w.Shape}.");
        }

        ConvGeometry g = Geometry(x.Shape, w.Shape);
        return new TensorSpec([g.Batch, g.InputHeight, g.InputWidth, g.InputChannels], x.DType);
    }

    public override void Forward(ref ForwardContext context) => context.Backend.Conv2DInputGradient(
        Geometry(context.Inputs[0].Shape, context.Inputs[1].Shape), context.Inputs[0], context.Inputs[1], context.Output);

    public override void Backward(GradContext context)
    {
        Tensor dy = context.OutputGradient;
        ConvGeometry geometry = Geometry(context.InputSpec(0).Shape, context.InputSpec(1).Shape);
        if (context.Wants(0))
        {
            Tensor dx = context.RentFor(0);
            context.Backend.Conv2D(geometry, dy, context.Input(1), null, null, dx);
            context.Give(0, dx);
        }

        if (context.Wants(1))
        {
            Tensor dw = context.RentFor(1);
            context.Backend.Conv2DKernelGradient(geometry, dy, context.Input(0), dw, null);
            context.Give(1, dw);
        }
    }

    private ConvGeometry Geometry(Shape x, Shape w) => window.Under(x, w, outputPadding, Name);
}
