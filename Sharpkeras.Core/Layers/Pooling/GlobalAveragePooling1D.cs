using Sharpkeras.Kernels;
using Sharpkeras.Serialization;

namespace Sharpkeras.Layers;

/// <summary>
/// The mean of each channel of a sequence; masked steps do not count. Input [batch, steps, channels], output [batch, channels], or [batch, 1, channels] where
/// the axes are kept.
/// </summary>
/// <param name="dataFormat">Where the channels are.</param>
/// <param name="keepDims">Whether the axes that are folded stay with length 1.</param>
/// <param name="name">The name.</param>
/// <param name="trainable">Without effect: there are no weights.</param>
/// <param name="dtype">The type of the computation.</param>
/// <example><code>Tensor features = new GlobalAveragePooling1D().Call(x);</code></example>
public sealed class GlobalAveragePooling1D(
    DataFormat dataFormat = DataFormat.ChannelsLast,
    [ConfigName("keepdims")] bool keepDims = false,
    string? name = null,
    bool trainable = true,
    DType dtype = DType.Float32)
    : GlobalPooling(PoolMode.Average, 1, dataFormat, keepDims, name, trainable, dtype)
{
    /// <inheritdoc/>
    internal override bool HasMaskArgument => true;

    /// <summary>None: there are no steps any more.</summary>
    protected override Tensor? ComputeMask(Tensors inputs, Tensors outputs) => null;

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input, CallContext context)
    {
        if (input.Mask is not { } mask)
        {
            return base.Forward(input, context);
        }

        bool isLast = DataFormat == DataFormat.ChannelsLast;
        int steps = isLast ? 1 : 2;
        Tensor x = input.Cast(DType);
        Tensor kept = mask.ExpandDims(isLast ? 2 : 1);
        Tensor sum = Ops.Sum(Ops.Where(kept, x, Ops.Constant(0, x)), steps, KeepDims);
        return sum / Ops.Sum(kept.Cast(DType), steps, KeepDims);
    }
}
