using Sharpkeras.Activations;
using Sharpkeras.Constraints;
using Sharpkeras.Diagnostics;
using Sharpkeras.Initializers;
using Sharpkeras.Kernels;
using Sharpkeras.Regularizers;

namespace Sharpkeras.Layers;

/// <summary>What all convolutions share: a window that slides over sequences or images, a bias and an activation.</summary>
/// <typeparam name="TSize"><see cref="Size1D"/> for sequences, <see cref="Size2D"/> for images.</typeparam>
public abstract class Convolution<TSize> : Layer
    where TSize : struct, IWindowSize
{
    private readonly ConvWindow window;
    private Variable? bias;

    private protected Convolution(
        TSize kernelSize,
        TSize strides,
        Padding padding,
        DataFormat dataFormat,
        TSize dilationRate,
        ActivationFunction? activation,
        bool useBias,
        Initializer? biasInitializer,
        Regularizer? biasRegularizer,
        Regularizer? activityRegularizer,
        Constraint? biasConstraint,
        string? name,
        bool trainable,
        DType dtype)
        : base(name, trainable, dtype)
    {
        KernelSize = WindowSizes.Positive(kernelSize, nameof(kernelSize), ToString());
        Strides = WindowSizes.Positive(strides, nameof(strides), ToString());
        Padding = padding;
        DataFormat = dataFormat;
        DilationRate = WindowSizes.Positive(dilationRate, nameof(dilationRate), ToString());
        Activation = activation ?? "linear";
        UseBias = useBias;
        BiasInitializer = biasInitializer ?? new Zeros();
        BiasRegularizer = biasRegularizer;
        ActivityRegularizer = activityRegularizer;
        BiasConstraint = biasConstraint;
        InputSpec = new InputSpec(Rank: Rank);
        window = new ConvWindow(Strides.Plane, padding, DilationRate.Plane, dataFormat);
    }

    /// <summary>The size of the kernel.</summary>
    public TSize KernelSize { get; }

    /// <summary>The steps of the window.</summary>
    public TSize Strides { get; }

    /// <summary>How the border is treated.</summary>
    public Padding Padding { get; }

    /// <summary>Where the channels are.</summary>
    public DataFormat DataFormat { get; }

    /// <summary>The distance between the places of the kernel.</summary>
    public TSize DilationRate { get; }

    /// <summary>The function of the sum.</summary>
    public ActivationFunction Activation { get; }

    /// <summary>Whether a bias is added.</summary>
    public bool UseBias { get; }

    /// <summary>The first values of the bias.</summary>
    public Initializer BiasInitializer { get; }

    /// <summary>A penalty on the bias.</summary>
    public Regularizer? BiasRegularizer { get; }

    /// <summary>Bounds of the bias.</summary>
    public Constraint? BiasConstraint { get; }

    /// <summary>Whether the convolution can apply an activation itself.</summary>
    private protected virtual bool Fuses => true;

    /// <summary>The bias, once it exists.</summary>
    private protected Tensor? Bias => bias?.Value;

    /// <summary>How the kernel moves.</summary>
    private protected ConvWindow Window => window;

    private static int Rank => TSize.Axes + 2;

    private int ChannelAxis => DataFormat == DataFormat.ChannelsLast ? Rank - 1 : 1;

    /// <inheritdoc/>
    public override void Build(Shape inputShape)
    {
        if (inputShape.Rank != Rank || inputShape[ChannelAxis] < 0)
        {
            throw new ShapeException(
                $"{this} — needs an input of rank {Text.Of(Rank)} (the batch included) with a known number of channels. "
                + $"Received shape {inputShape}; reshape to {(Rank == 3 ? "[batch, steps, channels]" : "[batch, height, width, channels]")}.");
        }

        int channels = inputShape[ChannelAxis];
        int outputs = BuildKernels(channels);
        bias = UseBias ? AddWeight("bias", [outputs], BiasInitializer, BiasRegularizer, BiasConstraint) : null;
        InputSpec = new InputSpec(Rank: Rank, Axis: ChannelAxis, AxisLength: channels);
    }

    /// <summary>Adds the kernels for a number of input channels, and tells the number of output channels.</summary>
    private protected abstract int BuildKernels(int channels);

    /// <summary>The convolution of images, also where they are sequences of one row.</summary>
    private protected abstract Tensor Convolve(Tensor image, Tensor? bias, ConvWindow window, Epilogue? epilogue);

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input, CallContext context)
    {
        bool fused = Fuses && Activation.IsFusable;
        Tensor image = Planes.Image(input, DataFormat);
        Tensor result = Planes.Like(input, Convolve(image, bias?.Value, window, fused ? Activation.Epilogue : null), DataFormat);
        return fused || Activation.IsLinear ? result : Activation.Call(result);
    }

    /// <summary>The shape of a kernel: its size, and two axes of channels.</summary>
    private protected Shape KernelShape(int first, int last)
    {
        (int rows, int columns) = KernelSize.Plane;
        return TSize.Axes == 1 ? [columns, first, last] : [rows, columns, first, last];
    }

    /// <exception cref="ArgumentException">Both strides and dilation are above 1, which Keras does not define.</exception>
    private protected void CheckNotStridedAndDilated()
    {
        if (Strides.Plane is not (1, 1) && DilationRate.Plane is not (1, 1))
        {
            throw new ArgumentException(
                $"{this} — strides above 1 cannot meet a dilationRate above 1. Received strides {Strides} and dilationRate {DilationRate}; use one of them.");
        }
    }
}
