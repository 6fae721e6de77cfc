namespace Sharpkeras.Layers;

/// <summary>
/// Puts zeros around volumes. Input [batch, depth, height, width, channels] (channels last), output a volume larger by the numbers.
/// </summary>
/// <param name="padding">One number for all sides, one for each axis, or a pair for each; not negative; 1 when null.</param>
/// <param name="dataFormat">Where the channels are.</param>
/// <param name="name">The name.</param>
/// <param name="trainable">Without effect: there are no weights.</param>
/// <param name="dtype">The type of the computation.</param>
/// <exception cref="ArgumentException">A number is negative.</exception>
/// <example><code>var layer = new ZeroPadding3D(2);</code></example>
public sealed class ZeroPadding3D(
    Padding3D? padding = null,
    DataFormat dataFormat = DataFormat.ChannelsLast,
    string? name = null,
    bool trainable = true,
    DType dtype = DType.Float32)
    : BaseZeroPadding<Padding3D>(padding ?? 1, dataFormat, name, trainable, dtype);
