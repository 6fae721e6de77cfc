using Sharpkeras.Kernels;

namespace Sharpkeras.Layers;

/// <summary>What poolings to a given size share.</summary>
/// <typeparam name="TSize"><see cref="Size1D"/> for sequences, <see cref="Size2D"/> for images.</typeparam>
public abstract class BaseAdaptivePooling<TSize> : Layer
    where TSize : struct, IWindowSize
{
    private readonly PoolMode mode;

    private protected BaseAdaptivePooling(PoolMode mode, TSize outputSize, DataFormat dataFormat, string? name, bool trainable, DType dtype)
        : base(name, trainable, dtype)
    {
        this.mode = mode;
        OutputSize = WindowSizes.Positive(outputSize, nameof(outputSize), ToString());
        DataFormat = dataFormat;
        InputSpec = new InputSpec(Rank: TSize.Axes + 2);
    }

    /// <summary>The size of the output.</summary>
    public TSize OutputSize { get; }

    /// <summary>Where the channels are.</summary>
    public DataFormat DataFormat { get; }

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input, CallContext context)
    {
        (int rows, int columns) = OutputSize.Plane;
        return Ops.AdaptivePool(mode, input, TSize.Axes == 1 ? [columns] : [rows, columns], DataFormat, ToString());
    }
}
