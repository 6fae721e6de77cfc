namespace Sharpkeras.Layers;

/// <summary>Puts zeros around images. Input [batch, height, width, channels], output [batch, top + height + bottom, left + width + right, channels].</summary>
public sealed class ZeroPadding2D : Layer
{
    /// <summary>A layer of zeros around images.</summary>
    /// <param name="padding">One number for all sides, (rows, columns), or ((top, bottom), (left, right)); not negative; 1 when null.</param>
    /// <param name="dataFormat">Where the channels are.</param>
    /// <param name="name">The name.</param>
    /// <param name="trainable">Without effect: there are no weights.</param>
    /// <param name="dtype">The type of the computation.</param>
    public ZeroPadding2D(
        Padding2D? padding = null,
        DataFormat dataFormat = DataFormat.ChannelsLast,
        string? name = null,
        bool trainable = true,
        DType dtype = DType.Float32)
        : base(name, trainable, dtype)
    {
        Padding = padding ?? 1;
        DataFormat = dataFormat;
        InputSpec = new InputSpec(Rank: 4);
    }

    /// <summary>How much is added on each side.</summary>
    public Padding2D Padding { get; }

    /// <summary>Where the channels are.</summary>
    public DataFormat DataFormat { get; }

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input, CallContext context) => DataFormat == DataFormat.ChannelsLast
        ? Ops.Pad(input, [(0, 0), (Padding.Top, Padding.Bottom), (Padding.Left, Padding.Right), (0, 0)])
        : Ops.Pad(input, [(0, 0), (0, 0), (Padding.Top, Padding.Bottom), (Padding.Left, Padding.Right)]);
}
