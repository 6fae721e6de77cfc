using System.Text.Json.Nodes;
using Sharpkeras.Activations;
using Sharpkeras.Constraints;
using Sharpkeras.Diagnostics;
using Sharpkeras.Initializers;
using Sharpkeras.Kernels;
using Sharpkeras.Regularizers;
using Sharpkeras.Serialization;

namespace Sharpkeras.Layers;

/// <summary>What <see cref="DepthwiseConv1D"/> and <see cref="DepthwiseConv2D"/> share: each channel has kernels of its own.</summary>
/// <typeparam name="TSize"><see cref="Size1D"/> for sequences, <see cref="Size2D"/> for images.</typeparam>
public abstract class BaseDepthwiseConv<TSize> : Convolution<TSize>
    where TSize : struct, IWindowSize
{
    private Variable kernel = null!;

    private protected BaseDepthwiseConv(
        TSize kernelSize,
        TSize strides,
        Padding padding,
        int depthMultiplier,
        DataFormat dataFormat,
        TSize dilationRate,
        ActivationFunction? activation,
        bool useBias,
        Initializer? depthwiseInitializer,
        Initializer? biasInitializer,
        Regularizer? depthwiseRegularizer,
        Regularizer? biasRegularizer,
        Regularizer? activityRegularizer,
        Constraint? depthwiseConstraint,
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
        DepthMultiplier = Check.Positive(depthMultiplier, nameof(depthMultiplier), ToString());
        DepthwiseInitializer = depthwiseInitializer ?? new GlorotUniform();
        DepthwiseRegularizer = depthwiseRegularizer;
        DepthwiseConstraint = depthwiseConstraint;
        WindowRule.NotCausal(padding, ToString());
    }

    /// <summary>How many kernels, and so output channels, each input channel has.</summary>
    public int DepthMultiplier { get; }

    /// <summary>The first values of the kernels.</summary>
    public Initializer DepthwiseInitializer { get; }

    /// <summary>A penalty on the kernels.</summary>
    public Regularizer? DepthwiseRegularizer { get; }

    /// <summary>Bounds of the kernels.</summary>
    public Constraint? DepthwiseConstraint { get; }

    /// <inheritdoc/>
    public override JsonObject GetConfig() => Config.MoveBefore(base.GetConfig(), "depth_multiplier", "kernel_size");

    private protected override int BuildKernels(int channels)
    {
        kernel = AddWeight("kernel", KernelShape(channels, DepthMultiplier), DepthwiseInitializer, DepthwiseRegularizer, DepthwiseConstraint);
        return checked(channels * DepthMultiplier);
    }

    private protected override Tensor Convolve(Tensor image, Tensor? bias, ConvWindow window, Epilogue? epilogue) =>
        Ops.DepthwiseConv2D(image, Planes.Kernel(kernel), bias, window, epilogue, Name);
}
