using Sharpkeras.Activations;
using Sharpkeras.Constraints;
using Sharpkeras.Diagnostics;
using Sharpkeras.Initializers;
using Sharpkeras.Kernels;
using Sharpkeras.Regularizers;

namespace Sharpkeras.Layers;

/// <summary>What <see cref="Conv1D"/> and <see cref="Conv2D"/> share: a kernel that mixes the channels of each group.</summary>
/// <typeparam name="TSize"><see cref="Size1D"/> for sequences, <see cref="Size2D"/> for images.</typeparam>
public abstract class BaseConv<TSize> : Convolution<TSize>
    where TSize : struct, IWindowSize
{
    private Variable kernel = null!;

    private protected BaseConv(
        int filters,
        TSize kernelSize,
        TSize strides,
        Padding padding,
        DataFormat dataFormat,
        TSize dilationRate,
        int groups,
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
        Groups = Check.Positive(groups, nameof(groups), ToString());
        KernelInitializer = kernelInitializer ?? new GlorotUniform();
        KernelRegularizer = kernelRegularizer;
        KernelConstraint = kernelConstraint;
        CheckNotStridedAndDilated();
        if (TSize.Axes > 1)
        {
            WindowRule.NotCausal(padding, ToString());
        }

        if (filters % groups != 0)
        {
            throw new ArgumentException(
                $"{this} — groups must divide the filters. Received filters = {Text.Of(filters)} and groups = {Text.Of(groups)}.", nameof(groups));
        }
    }

    /// <summary>The number of output channels.</summary>
    public int Filters { get; }

    /// <summary>Into how many independent parts the channels are divided.</summary>
    public int Groups { get; }

    /// <summary>The first values of the kernel.</summary>
    public Initializer KernelInitializer { get; }

    /// <summary>A penalty on the kernel.</summary>
    public Regularizer? KernelRegularizer { get; }

    /// <summary>Bounds of the kernel.</summary>
    public Constraint? KernelConstraint { get; }

    private protected override int BuildKernels(int channels)
    {
        if (channels % Groups != 0)
        {
            throw new ShapeException(
                $"{this} — groups must divide the input's channels. Received {Text.Of(channels)} channels and groups = {Text.Of(Groups)}.");
        }

        kernel = AddWeight("kernel", KernelShape(channels / Groups, Filters), KernelInitializer, KernelRegularizer, KernelConstraint);
        return Filters;
    }

    private protected override Tensor Convolve(Tensor image, Tensor? bias, ConvWindow window, Epilogue? epilogue) =>
        Ops.Conv2D(image, Planes.Kernel(kernel), bias, window, Groups, epilogue, Name);
}
