using Sharpkeras.Kernels;

namespace Sharpkeras.Layers;

/// <summary>
/// The largest value of each window. Its gradient goes to the first such value. Input [batch, steps, channels], output [batch, new steps,
/// channels].
/// </summary>
/// <param name="poolSize">The length of the window; 2 when null.</param>
/// <param name="strides">The steps of the window; the window's size when null.</param>
/// <param name="padding"><see cref="Padding.Valid"/> leaves out windows that do not fit, <see cref="Padding.Same"/> keeps them.</param>
/// <param name="dataFormat">Where the channels are.</param>
/// <param name="name">The name.</param>
/// <param name="trainable">Without effect: there are no weights.</param>
/// <param name="dtype">The type of the computation.</param>
/// <exception cref="ArgumentException">A number is not positive, or the padding is causal.</exception>
/// <example><code>var layer = new MaxPooling1D(poolSize: 2);</code></example>
public sealed class MaxPooling1D(
    Size1D? poolSize = null,
    Size1D? strides = null,
    Padding padding = Padding.Valid,
    DataFormat dataFormat = DataFormat.ChannelsLast,
    string? name = null,
    bool trainable = true,
    DType dtype = DType.Float32)
    : BasePooling<Size1D>(PoolMode.Max, poolSize ?? 2, strides, padding, dataFormat, name, trainable, dtype);
