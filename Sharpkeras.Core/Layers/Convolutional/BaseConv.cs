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
    private Pair? pooled;

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

    /// <summary>A pooling of images behind the convolution, where the device has a kernel for both.</summary>
    private protected override bool CanForwardWith(Tensor input, Layer next) =>
        next is BasePooling<TSize> pool && input.Rank == 4 && DataFormat == DataFormat.ChannelsLast && pool.DataFormat == DataFormat
        && (Activation.IsFusable || Activation.IsLinear)
        && PooledBy(pool).IsFused(input, kernel.Shape);

    private protected override Tensor ForwardWith(Tensor input, Layer next)
    {
        Op op = PooledBy((BasePooling<TSize>)next);
        return Bias is { } bias ? Op.Apply(op, input, kernel, bias) : Op.Apply(op, input, kernel);
    }

    private PooledConv2DOp PooledBy(BasePooling<TSize> pool)
    {
        Pair? known = pooled;
        if (known?.Pool != pool)
        {
            // two threads may make it at the same time; both do the same
            known = new Pair(pool, new PooledConv2DOp(Window, Groups, Activation.IsFusable ? Activation.Epilogue : null, Name, pool.Op));
            pooled = known;
        }

        return known.Op;
    }

    private protected override Tensor Convolve(Tensor image, Tensor? bias, ConvWindow window, Epilogue? epilogue) =>
        Ops.Conv2D(image, Planes.Kernel(kernel), bias, window, Groups, epilogue, Name);

    /// <summary>A pooling that followed, and the operation for both.</summary>
    private sealed record Pair(Layer Pool, PooledConv2DOp Op);
}
