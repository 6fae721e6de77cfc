using Sharpkeras.Activations;
using Sharpkeras.Constraints;
using Sharpkeras.Diagnostics;
using Sharpkeras.Initializers;
using Sharpkeras.Regularizers;

namespace Sharpkeras.Layers;

/// <summary>
/// A two-dimensional convolution: <c>activation(x ∗ kernel + bias)</c>. Input [batch, height, width, channels] (channels last),
/// output [batch, new height, new width, filters]; kernel [kernel height, kernel width, channels / groups, filters], bias [filters].
/// </summary>
/// <example><code>var layer = new Conv2D(6, kernelSize: 5, activation: "relu");</code></example>
public sealed class Conv2D : Layer
{
    private Variable? bias;
    private Variable kernel = null!;

    /// <summary>A convolution.</summary>
    /// <param name="filters">The number of output channels, positive.</param>
    /// <param name="kernelSize">Height and width of the kernel.</param>
    /// <param name="strides">The steps of the window; 1 when null. Not together with a dilation.</param>
    /// <param name="padding"><see cref="Padding.Valid"/> for none, <see cref="Padding.Same"/> to keep the size (divided by the strides).</param>
    /// <param name="dataFormat">Where the channels are.</param>
    /// <param name="dilationRate">The distance between the places of the kernel; 1 when null.</param>
    /// <param name="groups">Into how many independent parts the channels are divided.</param>
    /// <param name="activation">The function of the sum; null for none.</param>
    /// <param name="useBias">Whether a bias is added.</param>
    /// <param name="kernelInitializer">The first values of the kernel; null for glorot_uniform.</param>
    /// <param name="biasInitializer">The first values of the bias; null for zeros.</param>
    /// <param name="kernelRegularizer">A penalty on the kernel.</param>
    /// <param name="biasRegularizer">A penalty on the bias.</param>
    /// <param name="activityRegularizer">A penalty on the output.</param>
    /// <param name="kernelConstraint">Bounds of the kernel.</param>
    /// <param name="biasConstraint">Bounds of the bias.</param>
    /// <param name="name">The name.</param>
    /// <param name="trainable">Whether training changes the weights.</param>
    /// <param name="dtype">The type of weights and computation.</param>
    /// <exception cref="ArgumentException">A number is not positive, groups do not divide the filters, or strides meet a dilation.</exception>
    public Conv2D(
        int filters,
        Size2D kernelSize,
        Size2D? strides = null,
        Padding padding = Padding.Valid,
        DataFormat dataFormat = DataFormat.ChannelsLast,
        Size2D? dilationRate = null,
        int groups = 1,
        ActivationFunction? activation = null,
        bool useBias = true,
        Initializer? kernelInitializer = null,
        Initializer? biasInitializer = null,
        Regularizer? kernelRegularizer = null,
        Regularizer? biasRegularizer = null,
        Regularizer? activityRegularizer = null,
        Constraint? kernelConstraint = null,
        Constraint? biasConstraint = null,
        string? name = null,
        bool trainable = true,
        DType dtype = DType.Float32)
        : base(name, trainable, dtype)
    {
        Filters = Check.Positive(filters, nameof(filters), "conv2d");
        KernelSize = kernelSize;
        Strides = strides ?? 1;
        Padding = padding;
        DataFormat = dataFormat;
        DilationRate = dilationRate ?? 1;
        Groups = Check.Positive(groups, nameof(groups), "conv2d");
        Activation = activation ?? "linear";
        UseBias = useBias;
        KernelInitializer = kernelInitializer ?? new GlorotUniform();
        BiasInitializer = biasInitializer ?? new Zeros();
        KernelRegularizer = kernelRegularizer;
        BiasRegularizer = biasRegularizer;
        ActivityRegularizer = activityRegularizer;
        KernelConstraint = kernelConstraint;
        BiasConstraint = biasConstraint;
        InputSpec = new InputSpec(Rank: 4);
        CheckArguments();
    }

    /// <summary>The number of output channels.</summary>
    public int Filters { get; }

    /// <summary>Height and width of the kernel.</summary>
    public Size2D KernelSize { get; }

    /// <summary>The steps of the window.</summary>
    public Size2D Strides { get; }

    /// <summary>How the border is treated.</summary>
    public Padding Padding { get; }

    /// <summary>Where the channels are.</summary>
    public DataFormat DataFormat { get; }

    /// <summary>The distance between the places of the kernel.</summary>
    public Size2D DilationRate { get; }

    /// <summary>Into how many independent parts the channels are divided.</summary>
    public int Groups { get; }

    /// <summary>The function of the sum.</summary>
    public ActivationFunction Activation { get; }

    /// <summary>Whether a bias is added.</summary>
    public bool UseBias { get; }

    /// <summary>The first values of the kernel.</summary>
    public Initializer KernelInitializer { get; }

    /// <summary>The first values of the bias.</summary>
    public Initializer BiasInitializer { get; }

    /// <summary>A penalty on the kernel.</summary>
    public Regularizer? KernelRegularizer { get; }

    /// <summary>A penalty on the bias.</summary>
    public Regularizer? BiasRegularizer { get; }

    /// <summary>Bounds of the kernel.</summary>
    public Constraint? KernelConstraint { get; }

    /// <summary>Bounds of the bias.</summary>
    public Constraint? BiasConstraint { get; }

    private int ChannelAxis => DataFormat == DataFormat.ChannelsLast ? -1 : 1;

    /// <inheritdoc/>
    public override void Build(Shape inputShape)
    {
        if (inputShape.Rank != 4 || inputShape[ChannelAxis < 0 ? 3 : 1] < 0)
        {
            throw new ShapeException(
                $"{Name} (Conv2D) — needs images of rank 4 (the batch included) with a known number of channels. Received shape {inputShape}; reshape to [batch, height, width, channels].");
        }

        int channels = inputShape[ChannelAxis < 0 ? 3 : 1];
        if (channels % Groups != 0)
        {
            throw new ShapeException(
                $"{Name} (Conv2D) — groups must divide the input's channels. Received {Text.Of(channels)} channels and groups = {Text.Of(Groups)}.");
        }

        kernel = AddWeight(
            "kernel", [KernelSize.Height, KernelSize.Width, channels / Groups, Filters], KernelInitializer, KernelRegularizer, KernelConstraint);
        bias = UseBias ? AddWeight("bias", [Filters], BiasInitializer, BiasRegularizer, BiasConstraint) : null;
        InputSpec = new InputSpec(Rank: 4, Axis: ChannelAxis, AxisLength: channels);
    }

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input, CallContext context)
    {
        bool fused = Activation.IsFusable;
        Tensor result = Ops.Conv2D(
            input,
            kernel,
            bias?.Value,
            (Strides.Height, Strides.Width),
            Padding,
            (DilationRate.Height, DilationRate.Width),
            Groups,
            DataFormat,
            fused ? Activation.Epilogue : null,
            Name);
        return fused || Activation.IsLinear ? result : Activation.Call(result);
    }

    private void CheckArguments()
    {
        if (Filters % Groups != 0)
        {
            throw new ArgumentException(
                $"{Name} (Conv2D) — groups must divide the filters. Received filters = {Text.Of(Filters)} and groups = {Text.Of(Groups)}.");
        }

        if ((Strides.Height > 1 || Strides.Width > 1) && (DilationRate.Height > 1 || DilationRate.Width > 1))
        {
            throw new ArgumentException(
                $"{Name} (Conv2D) — strides above 1 cannot meet a dilation above 1. Received strides {Strides} and dilation {DilationRate}; use one of them.");
        }
    }
}
