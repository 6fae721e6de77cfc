using System.Text.Json.Nodes;
using Sharpkeras.Serialization;

namespace Sharpkeras.Layers;

/// <summary>
/// In training sets whole channels of an image to zero and scales the others by 1 / (1 − rate); else changes nothing (Tompson et al.
/// 2014). Input and output [batch, height, width, channels].
/// </summary>
/// <param name="rate">The share of channels that become zero, in [0, 1].</param>
/// <param name="dataFormat">Where the channels are.</param>
/// <param name="seed">The seed of the layer's random stream; null draws one.</param>
/// <param name="name">The name.</param>
/// <param name="dtype">The type of the computation.</param>
/// <example><code>var layer = new SpatialDropout2D(0.3);</code></example>
public sealed class SpatialDropout2D(
    double rate, DataFormat dataFormat = DataFormat.ChannelsLast, int? seed = null, string? name = null, DType dtype = DType.Float32)
    : SpatialDropout(rank: 4, rate, dataFormat, seed, name, dtype)
{
    /// <summary>Where the channels are.</summary>
    public DataFormat DataFormat { get; } = dataFormat;

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        JsonObject config = base.GetConfig();
        config["data_format"] = ConfigJson.Write(DataFormat);
        return config;
    }
}
