using Sharpkeras.Diagnostics;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>The largest value of each window of sequences. The gradient goes to the first such value.</summary>
    /// <param name="x">[batch, steps, channels], floating; with channels first [batch, channels, steps].</param>
    /// <param name="poolSize">The length of the window.</param>
    /// <param name="strides">Its steps; its length when null.</param>
    /// <param name="padding">What it does at the border, valid or same.</param>
    /// <param name="dataFormat">Where the channels are.</param>
    /// <returns>[batch, new steps, channels], or with channels first.</returns>
    /// <exception cref="ShapeException">The rank is not 3, or the window is longer than the sequence with valid padding.</exception>
    /// <example><code>Tensor y = Ops.MaxPool1D(sequences, poolSize: 2);</code></example>
    public static Tensor MaxPool1D(
        this Tensor x, int poolSize, int? strides = null, Padding padding = Padding.Valid, DataFormat dataFormat = DataFormat.ChannelsLast) =>
        Pool1D(PoolMode.Max, x, poolSize, strides ?? poolSize, padding, dataFormat, "max_pool");

    /// <summary>The mean of each window of sequences; what lies outside the sequence does not count.</summary>
    /// <param name="x">[batch, steps, channels], floating; with channels first [batch, channels, steps].</param>
    /// <param name="poolSize">The length of the window.</param>
    /// <param name="strides">Its steps; its length when null.</param>
    /// <param name="padding">What it does at the border, valid or same.</param>
    /// <param name="dataFormat">Where the channels are.</param>
    /// <returns>[batch, new steps, channels], or with channels first.</returns>
    /// <exception cref="ShapeException">The rank is not 3, or the window is longer than the sequence with valid padding.</exception>
    /// <example><code>Tensor y = Ops.AveragePool1D(sequences, poolSize: 2);</code></example>
    public static Tensor AveragePool1D(
        this Tensor x, int poolSize, int? strides = null, Padding padding = Padding.Valid, DataFormat dataFormat = DataFormat.ChannelsLast) =>
        Pool1D(PoolMode.Average, x, poolSize, strides ?? poolSize, padding, dataFormat, "average_pool");

    private static Tensor Pool1D(PoolMode mode, Tensor x, int poolSize, int strides, Padding padding, DataFormat dataFormat, string name)
    {
        Check.Rank(x, 3, name, "[batch, steps, channels]");
        Tensor image = Planes.Image(x, dataFormat);
        Tensor y = Pool2D(mode, image, (1, poolSize), (1, strides), WindowRule.NotCausal(padding, name), dataFormat, name);
        return Planes.Like(x, y, dataFormat);
    }
}
