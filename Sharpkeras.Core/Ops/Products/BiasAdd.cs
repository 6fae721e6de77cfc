using Sharpkeras.Diagnostics;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>x plus a number for each channel.</summary>
    /// <param name="x">[…, channels] of rank 2 or more; with channels first [batch, channels, …].</param>
    /// <param name="bias">[channels], the same type.</param>
    /// <param name="dataFormat">Where the channels are.</param>
    /// <returns>The shape of x.</returns>
    /// <exception cref="ShapeException">The bias is no vector of the channels.</exception>
    /// <example><code>Tensor y = Ops.BiasAdd(images.Conv2D(kernel), bias);</code></example>
    public static Tensor BiasAdd(this Tensor x, Tensor bias, DataFormat dataFormat = DataFormat.ChannelsLast)
    {
        bool last = dataFormat == DataFormat.ChannelsLast || x.Rank == 2;
        if (bias.Rank != 1 || x.Rank < 2 || bias.Shape[0] != x.Shape[last ? x.Rank - 1 : 1])
        {
            throw new ShapeException(
                $"bias_add — the bias is a vector as long as the {(last ? "last axis" : "axis of the channels, the second")}. Received shapes {x.Shape} and {bias.Shape}.");
        }

        return Add(x, last ? bias : bias.Reshape([bias.Shape[0], .. Enumerable.Repeat(1, x.Rank - 2)]));
    }
}
