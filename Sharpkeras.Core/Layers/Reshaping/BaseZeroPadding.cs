namespace Sharpkeras.Layers;

/// <summary>What <see cref="ZeroPadding1D"/>, <see cref="ZeroPadding2D"/> and <see cref="ZeroPadding3D"/> share.</summary>
/// <typeparam name="TBorder">The numbers for the axes of sequences, images or volumes.</typeparam>
public abstract class BaseZeroPadding<TBorder> : Layer
    where TBorder : struct, IBorder
{
    private protected BaseZeroPadding(TBorder padding, DataFormat dataFormat, string? name, bool trainable, DType dtype)
        : base(name, trainable, dtype)
    {
        Padding = Borders.NotNegative(padding, nameof(padding), ToString());
        DataFormat = dataFormat;
        InputSpec = new InputSpec(Rank: padding.Sides.Count + 2);
    }

    /// <summary>How much is added on each side.</summary>
    public TBorder Padding { get; }

    /// <summary>Where the channels are.</summary>
    public DataFormat DataFormat { get; }

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input, CallContext context) => Ops.Pad(input, Borders.AllAxes(Padding, DataFormat));
}
