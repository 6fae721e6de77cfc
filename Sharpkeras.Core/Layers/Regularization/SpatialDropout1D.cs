namespace Sharpkeras.Layers;

/// <summary>
/// In training sets whole channels of a sequence to zero and scales the others by 1 / (1 − rate); else changes nothing (Tompson et al.
/// 2014). Input and output [batch, steps, channels].
/// </summary>
/// <param name="rate">The share of channels that become zero, in [0, 1].</param>
/// <param name="seed">The seed of the layer's random stream; null draws one.</param>
/// <param name="name">The name.</param>
/// <param name="dtype">The type of the computation.</param>
/// <example><code>var layer = new SpatialDropout1D(0.3);</code></example>
public sealed class SpatialDropout1D(double rate, int? seed = null, string? name = null, DType dtype = DType.Float32)
    : SpatialDropout(rank: 3, rate, DataFormat.ChannelsLast, seed, name, dtype);
