using Sharpkeras.Kernels;
using Sharpkeras.Serialization;

namespace Sharpkeras.Layers;

/// <summary>
/// The mean of each channel of a volume. Input [batch, depth, height, width, channels], output [batch, channels], or [batch, 1, 1, 1, channels] where
/// the axes are kept.
/// </summary>
/// <param name="dataFormat">Where the channels are.</param>
/// <param name="keepDims">Whether the axes that are folded stay with length 1.</param>
/// <param name="name">The name.</param>
/// <param name="trainable">Without effect: there are no weights.</param>
/// <param name="dtype">The type of the computation.</param>
/// <example><code>Tensor features = new GlobalAveragePooling3D().Call(x);</code></example>
public sealed class GlobalAveragePooling3D(
    DataFormat dataFormat = DataFormat.ChannelsLast,
    [ConfigName("keepdims")] bool keepDims = false,
    string? name = null,
    bool trainable = true,
    DType dtype = DType.Float32)
    : GlobalPooling(PoolMode.Average, 3, dataFormat, keepDims, name, trainable, dtype);
