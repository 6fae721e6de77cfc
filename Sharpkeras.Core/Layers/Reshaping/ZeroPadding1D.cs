namespace Sharpkeras.Layers;

/// <summary>Puts zeros around sequences. Input [batch, steps, channels] (channels last), output [batch, before + steps + after, channels].</summary>
/// <param name="padding">One number for both sides, or (before, after); not negative; 1 when null.</param>
/// <param name="dataFormat">Where the channels are.</param>
/// <param name="name">The name.</param>
/// <param name="trainable">Without effect: there are no weights.</param>
/// <param name="dtype">The type of the computation.</param>
/// <exception cref="ArgumentException">A number is negative.</exception>
/// <example><code>var layer = new ZeroPadding1D((2, 0));</code></example>
public sealed class ZeroPadding1D(
    Padding1D? padding = null,
    DataFormat dataFormat = DataFormat.ChannelsLast,
    string? name = null,
    bool trainable = true,
    DType dtype = DType.Float32)
    : BaseZeroPadding<Padding1D>(padding ?? 1, dataFormat, name, trainable, dtype);
