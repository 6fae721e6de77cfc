using System.Text.Json.Nodes;
using Sharpkeras.Activations;
using Sharpkeras.Constraints;
using Sharpkeras.Diagnostics;
using Sharpkeras.Initializers;
using Sharpkeras.Kernels;
using Sharpkeras.Regularizers;
using Sharpkeras.Serialization;

namespace Sharpkeras.Layers;

/// <summary>
/// What <see cref="SeparableConv1D"/> and <see cref="SeparableConv2D"/> share: a convolution of each channel, then one of one place.
/// </summary>
/// <typeparam name="TSize"><see cref="Size1D"/> for sequences, <see cref="Size2D"/> for images.</typeparam>
public abstract class BaseSeparableConv<TSize> : Convolution<TSize>
    where TSize : struct, IWindowSize
{
    private Variable depthwise = null!;
    private Variable pointwise = null!;

    private protected BaseSeparableConv(
        int filters,
        TSize kernelSize,
        TSize strides,
        Padding padding,
        DataFormat dataFormat,
        TSize dilationRate,
        int depthMultiplier,
        ActivationFunction? activation,
        bool useBias,
        Initializer? depthwiseInitializer,
        Initializer? pointwiseInitializer,
        Initializer? biasInitializer,
        Regularizer? depthwiseRegularizer,
        Regularizer? pointwiseRegularizer,
        Regularizer? biasRegularizer,
        Regularizer? activityRegularizer,
        Constraint? depthwiseConstraint,
        Constraint? pointwiseConstraint,
        Constraint? biasConstraint,
        string? name,
        bool trainable,
        DType dtype)
        : base(
            kernelSize,
            strides,
            padding,
            dataFormat,
            dilationRate,
            activation,
            useBias,
            biasInitializer,
            biasRegularizer,
            activityRegularizer,
            biasConstraint,
            name,
            trainable,
            dtype)
    {
        Filters = Check.Positive(filters, nameof(filters), ToString());
        DepthMultiplier = Check.Positive(depthMultiplier, nameof(depthMultiplier), ToString());
        DepthwiseInitializer = depthwiseInitializer ?? new GlorotUniform();
        PointwiseInitializer = pointwiseInitializer ?? new GlorotUniform();
        DepthwiseRegularizer = depthwiseRegularizer;
        PointwiseRegularizer = pointwiseRegularizer;
        DepthwiseConstraint = depthwiseConstraint;
        PointwiseConstraint = pointwiseConstraint;
        WindowRule.NotCausal(padding, ToString());
    }

    /// <summary>The number of output channels.</summary>
    public int Filters { get; }

    /// <summary>How many channels the first convolution makes of each.</summary>
    public int DepthMultiplier { get; }

    /// <summary>The first values of the kernels of the channels.</summary>
    public Initializer DepthwiseInitializer { get; }

    /// <summary>The first values of the kernel of one place.</summary>
    public Initializer PointwiseInitializer { get; }

    /// <summary>A penalty on the kernels of the channels.</summary>
    public Regularizer? DepthwiseRegularizer { get; }

    /// <summary>A penalty on the kernel of one place.</summary>
    public Regularizer? PointwiseRegularizer { get; }

    /// <summary>Bounds of the kernels of the channels.</summary>
    public Constraint? DepthwiseConstraint { get; }

    /// <summary>Bounds of the kernel of one place.</summary>
    public Constraint? PointwiseConstraint { get; }

    /// <inheritdoc/>
    public override JsonObject GetConfig() => Config.MoveBefore(base.GetConfig(), "depth_multiplier", "filters");

    private protected override int BuildKernels(int channels)
    {
        int between = checked(channels * DepthMultiplier);
        depthwise = AddWeight(
            "depthwise_kernel", KernelShape(channels, DepthMultiplier), DepthwiseInitializer, DepthwiseRegularizer, DepthwiseConstraint);
        pointwise = AddWeight(
            "pointwise_kernel",
            TSize.Axes == 1 ? [1, between, Filters] : [1, 1, between, Filters],
            PointwiseInitializer,
            PointwiseRegularizer,
            PointwiseConstraint);
        return Filters;
    }

    private protected override Tensor Convolve(Tensor image, Tensor? bias, ConvWindow window, Epilogue? epilogue) =>
        Ops.SeparableConv2D(image, Planes.Kernel(depthwise), Planes.Kernel(pointwise), bias, window, epilogue, Name);
}
