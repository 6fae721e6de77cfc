using Sharpkeras.Activations;
using Sharpkeras.Constraints;
using Sharpkeras.Diagnostics;
using Sharpkeras.Initializers;
using Sharpkeras.Kernels;
using Sharpkeras.Regularizers;

namespace Sharpkeras.Layers;

/// <summary>What <see cref="Conv1DTranspose"/> and <see cref="Conv2DTranspose"/> share.</summary>
/// <typeparam name="TSize"><see cref="Size1D"/> for sequences, <see cref="Size2D"/> for images.</typeparam>
public abstract class BaseConvTranspose<TSize> : Convolution<TSize>
    where TSize : struct, IWindowSize
{
    private readonly (int Rows, int Columns)? more;
    private Variable kernel = null!;

    private protected BaseConvTranspose(
        int filters,
        TSize kernelSize,
        TSize strides,
        Padding padding,
        TSize? outputPadding,
        DataFormat dataFormat,
        TSize dilationRate,
        ActivationFunction? activation,
        bool useBias,
        Initializer? kernelInitializer,
        Initializer? biasInitializer,
        Regularizer? kernelRegularizer,
        Regularizer? biasRegularizer,
        Regularizer? activityRegularizer,
        Constraint? kernelConstraint,
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
        OutputPadding = outputPadding;
        KernelInitializer = kernelInitializer ?? new GlorotUniform();
        KernelRegularizer = kernelRegularizer;
        KernelConstraint = kernelConstraint;
        CheckNotStridedAndDilated();
        WindowRule.NotCausal(padding, ToString());

        // the only row of a sequence gets none
        more = outputPadding is { } given ? (TSize.Axes == 1 ? 0 : given.Plane.Rows, given.Plane.Columns) : null;
        Ops.CheckOutputPadding(more, Strides.Plane, ToString());
    }

    /// <summary>The number of output channels.</summary>
    public int Filters { get; }

    /// <summary>What is added to the smallest output; null for Keras's choice.</summary>
    public TSize? OutputPadding { get; }

    /// <summary>The first values of the kernel.</summary>
    public Initializer KernelInitializer { get; }

    /// <summary>A penalty on the kernel.</summary>
    public Regularizer? KernelRegularizer { get; }

    /// <summary>Bounds of the kernel.</summary>
    public Constraint? KernelConstraint { get; }

    private protected override bool Fuses => false;

    private protected override int BuildKernels(int channels)
    {
        kernel = AddWeight("kernel", KernelShape(Filters, channels), KernelInitializer, KernelRegularizer, KernelConstraint);
        return Filters;
    }

    private protected override Tensor Convolve(Tensor image, Tensor? bias, ConvWindow window, Epilogue? epilogue) =>
        Ops.ConvTranspose2D(image, Planes.Kernel(kernel), bias, window, more, Name);
}
