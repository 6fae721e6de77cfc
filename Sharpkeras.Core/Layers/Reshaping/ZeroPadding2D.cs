namespace Sharpkeras.Layers;

/// <summary>
/// Puts zeros around images. Input [batch, height, width, channels] (channels last), output [batch, top + height + bottom, left + width +
/// right, channels].
/// </summary>
/// <param name="padding">One number for all sides, (rows, columns), or ((top, bottom), (left, right)); not negative; 1 when null.</param>
/// <param name="dataFormat">Where the channels are.</param>
/// <param name="name">The name.</param>
/// <param name="trainable">Without effect: there are no weights.</param>
/// <param name="dtype">The type of the computation.</param>
/// <exception cref="ArgumentException">A number is negative.</exception>
/// <example><code>var layer = new ZeroPadding2D(2);</code></example>
public sealed class ZeroPadding2D(
    Padding2D? padding = null,
    DataFormat dataFormat = DataFormat.ChannelsLast,
    string? name = null,
    bool trainable = true,
    DType dtype = DType.Float32)
    : BaseZeroPadding<Padding2D>(padding ?? 1, dataFormat, name, trainable, dtype);
