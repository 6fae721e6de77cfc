using Sharpkeras.Kernels;

namespace Sharpkeras.Layers;

/// <summary>
/// The mean of windows that make an output of a given size, whatever the size of the input: along an axis of length n window i of m holds the
/// places from ⌊i · n / m⌋ to before ⌈(i + 1) · n / m⌉. Input [batch, height, width, channels], output [batch, output height, output width, channels], or with
/// channels first.
/// </summary>
/// <param name="outputSize">Height and width of the output, positive; one number stands for both.</param>
/// <param name="dataFormat">Where the channels are.</param>
/// <param name="name">The name.</param>
/// <param name="trainable">Without effect: there are no weights.</param>
/// <param name="dtype">The type of the computation.</param>
/// <exception cref="ArgumentOutOfRangeException">A size is not positive.</exception>
/// <example><code>Tensor y = new AdaptiveAveragePooling2D(7).Call(images);   // [8, 100, 80, 3] → [8, 7, 7, 3]</code></example>
public sealed class AdaptiveAveragePooling2D(
    Size2D outputSize,
    DataFormat dataFormat = DataFormat.ChannelsLast,
    string? name = null,
    bool trainable = true,
    DType dtype = DType.Float32)
    : BaseAdaptivePooling<Size2D>(PoolMode.Average, outputSize, dataFormat, name, trainable, dtype);
