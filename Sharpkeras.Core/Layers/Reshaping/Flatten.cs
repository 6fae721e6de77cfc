namespace Sharpkeras.Layers;

/// <summary>Input [batch, a, b, …], output [batch, a·b·…]; of input [batch] it is [batch, 1].</summary>
/// <example><code>Tensor rows = new Flatten().Call(images);   // [8, 28, 28] → [8, 784]</code></example>
public sealed class Flatten : Layer
{
    /// <summary>A layer that makes rows of samples.</summary>
    /// <param name="dataFormat">With channels first the channels are moved last before flattening, as Keras does.</param>
    /// <param name="name">The name.</param>
    /// <param name="trainable">Without effect: there are no weights.</param>
    /// <param name="dtype">The type of the computation.</param>
    public Flatten(DataFormat dataFormat = DataFormat.ChannelsLast, string? name = null, bool trainable = true, DType dtype = DType.Float32)
        : base(name, trainable, dtype)
    {
        DataFormat = dataFormat;
        InputSpec = new InputSpec(MinRank: 1);
    }

    /// <summary>Where the channels are.</summary>
    public DataFormat DataFormat { get; }

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input, CallContext context)
    {
        Tensor x = DataFormat == DataFormat.ChannelsFirst && input.Rank > 2 ? Ops.MoveChannelsLast(input) : input;
        return x.Reshape([x.Shape[0], checked((int)x.Shape[1..].Length)]);
    }
}
