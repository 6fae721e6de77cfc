using Sharpkeras.Diagnostics;

namespace Sharpkeras.Layers;

/// <summary>Input [batch, a, b, …], output [batch, a·b·…].</summary>
/// <param name="dataFormat">With channels first the channels are moved last before flattening, as Keras does.</param>
/// <param name="name">The name.</param>
/// <param name="trainable">Without effect: there are no weights.</param>
/// <param name="dtype">The type of the computation.</param>
public sealed class Flatten(
    DataFormat dataFormat = DataFormat.ChannelsLast, string? name = null, bool trainable = true, DType dtype = DType.Float32)
    : Layer(name, trainable, dtype)
{
    /// <summary>Where the channels are.</summary>
    public DataFormat DataFormat { get; } = dataFormat;

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input, CallContext context)
    {
        if (input.Rank == 0)
        {
            throw new ShapeException($"{Name} (Flatten) — needs a batch axis. Received a scalar.");
        }

        Tensor x = DataFormat == DataFormat.ChannelsFirst && input.Rank > 2 ? Ops.MoveChannelsLast(input) : input;
        int batch = x.Shape[0];
        int features = checked((int)(x.Shape[1..].Length));
        return x.Reshape([batch, features]);
    }
}
