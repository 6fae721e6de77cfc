namespace Sharpkeras.Layers;

/// <summary>
/// Cuts borders from images. Input [batch, height, width, channels] (channels last), output [batch, height − top − bottom, width − left −
/// right, channels]; something of each axis must be left.
/// </summary>
/// <param name="cropping">One number for all sides, (rows, columns), or ((top, bottom), (left, right)); not negative; 0 when null.</param>
/// <param name="dataFormat">Where the channels are.</param>
/// <param name="name">The name.</param>
/// <param name="trainable">Without effect: there are no weights.</param>
/// <param name="dtype">The type of the computation.</param>
/// <exception cref="ArgumentException">A number is negative.</exception>
/// <example><code>var layer = new Cropping2D(((1, 0), (2, 2)));</code></example>
public sealed class Cropping2D(
    Padding2D? cropping = null,
    DataFormat dataFormat = DataFormat.ChannelsLast,
    string? name = null,
    bool trainable = true,
    DType dtype = DType.Float32)
    : BaseCropping<Padding2D>(cropping ?? 0, dataFormat, name, trainable, dtype);
