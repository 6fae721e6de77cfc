namespace Sharpkeras.Layers;

/// <summary>
/// Images several times as large. Input [batch, height, width, channels] (channels last), output [batch, size · height, size · width,
/// channels]. Nearest repeats rows and columns; the other interpolations are those of <see cref="Ops.Resize"/>, with half-pixel centres.
/// </summary>
/// <example><code>var layer = new UpSampling2D(size: 2, interpolation: Interpolation.Bilinear);</code></example>
public sealed class UpSampling2D : Layer
{
    /// <summary>A layer that makes images larger.</summary>
    /// <param name="size">The factors for height and width, positive; 2 when null.</param>
    /// <param name="dataFormat">Where the channels are.</param>
    /// <param name="interpolation">How values between pixels are found.</param>
    /// <param name="name">The name.</param>
    /// <param name="trainable">Without effect: there are no weights.</param>
    /// <param name="dtype">The type of the computation.</param>
    /// <exception cref="ArgumentOutOfRangeException">A factor is not positive.</exception>
    public UpSampling2D(
        Size2D? size = null,
        DataFormat dataFormat = DataFormat.ChannelsLast,
        Interpolation interpolation = Interpolation.Nearest,
        string? name = null,
        bool trainable = true,
        DType dtype = DType.Float32)
        : base(name, trainable, dtype)
    {
        Size = WindowSizes.Positive(size ?? 2, nameof(size), ToString());
        DataFormat = dataFormat;
        Interpolation = interpolation;
        InputSpec = new InputSpec(Rank: 4);
    }

    /// <summary>The factors for height and width.</summary>
    public Size2D Size { get; }

    /// <summary>Where the channels are.</summary>
    public DataFormat DataFormat { get; }

    /// <summary>How values between pixels are found.</summary>
    public Interpolation Interpolation { get; }

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input, CallContext context)
    {
        int rows = DataFormat == DataFormat.ChannelsFirst ? 2 : 1;
        if (Interpolation == Interpolation.Nearest)
        {
            return Ops.Repeat(Ops.Repeat(input, Size.Height, rows), Size.Width, rows + 1);
        }

        Tensor x = input.DType == DType ? input : input.Cast(DType);
        (int Rows, int Columns) size = (checked(x.Shape[rows] * Size.Height), checked(x.Shape[rows + 1] * Size.Width));
        return Ops.Resize(x, size, Interpolation, antialias: false, DataFormat);
    }
}
