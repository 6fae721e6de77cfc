namespace Sharpkeras.Layers;

/// <summary>
/// Cuts borders from sequences. Input [batch, steps, channels] (channels last), output [batch, steps − before − after, channels]; something
/// of each axis must be left.
/// </summary>
/// <param name="cropping">One number for both sides, or (before, after); not negative; 1 when null.</param>
/// <param name="name">The name.</param>
/// <param name="trainable">Without effect: there are no weights.</param>
/// <param name="dtype">The type of the computation.</param>
/// <exception cref="ArgumentException">A number is negative.</exception>
/// <example><code>var layer = new Cropping1D((1, 2));</code></example>
public sealed class Cropping1D(
    Padding1D? cropping = null,
    string? name = null,
    bool trainable = true,
    DType dtype = DType.Float32)
    : BaseCropping<Padding1D>(cropping ?? 1, DataFormat.ChannelsLast, name, trainable, dtype);
