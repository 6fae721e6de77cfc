namespace Sharpkeras.Layers;

/// <summary>
/// Each entry of volumes several times in a row along each axis. Input [batch, depth, height, width, channels] (channels last), output
/// [batch, size · depth, size · height, size · width, channels].
/// </summary>
/// <example><code>var layer = new UpSampling3D(size: (1, 2, 2));</code></example>
public sealed class UpSampling3D : Layer
{
    /// <summary>A layer that repeats entries of volumes.</summary>
    /// <param name="size">The factors for the three axes, positive; 2 when null.</param>
    /// <param name="dataFormat">Where the channels are.</param>
    /// <param name="name">The name.</param>
    /// <param name="trainable">Without effect: there are no weights.</param>
    /// <param name="dtype">The type of the computation.</param>
    /// <exception cref="ArgumentOutOfRangeException">A factor is not positive.</exception>
    public UpSampling3D(
        Size3D? size = null,
        DataFormat dataFormat = DataFormat.ChannelsLast,
        string? name = null,
        bool trainable = true,
        DType dtype = DType.Float32)
        : base(name, trainable, dtype)
    {
        Size = size ?? 2;
        DataFormat = dataFormat;
        InputSpec = new InputSpec(Rank: 5);
        if (Math.Min(Size.Depth, Math.Min(Size.Height, Size.Width)) <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(size), $"{this} — size must be positive. Received {Size}.");
        }
    }

    /// <summary>The factors for the three axes.</summary>
    public Size3D Size { get; }

    /// <summary>Where the channels are.</summary>
    public DataFormat DataFormat { get; }

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input, CallContext context)
    {
        int first = DataFormat == DataFormat.ChannelsFirst ? 2 : 1;
        Tensor deep = Ops.Repeat(input, Size.Depth, first);
        return Ops.Repeat(Ops.Repeat(deep, Size.Height, first + 1), Size.Width, first + 2);
    }
}
