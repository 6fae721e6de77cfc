namespace Sharpkeras.Layers;

/// <summary>
/// Cuts borders from volumes. Input [batch, depth, height, width, channels] (channels last), output a volume smaller by the numbers;
/// something of each axis must be left.
/// </summary>
/// <param name="cropping">One number for all sides, one for each axis, or a pair for each; not negative; 1 when null.</param>
/// <param name="dataFormat">Where the channels are.</param>
/// <param name="name">The name.</param>
/// <param name="trainable">Without effect: there are no weights.</param>
/// <param name="dtype">The type of the computation.</param>
/// <exception cref="ArgumentException">A number is negative.</exception>
/// <example><code>var layer = new Cropping3D(1);</code></example>
public sealed class Cropping3D(
    Padding3D? cropping = null,
    DataFormat dataFormat = DataFormat.ChannelsLast,
    string? name = null,
    bool trainable = true,
    DType dtype = DType.Float32)
    : BaseCropping<Padding3D>(cropping ?? 1, dataFormat, name, trainable, dtype);
