namespace Sharpkeras.Layers;

/// <summary>
/// Hides steps of sequences: input [batch, steps, …, features], output of the same shape, with a mask [batch, steps, …] that is false where all
/// features have the mask value; the features there become 0.
/// </summary>
/// <example><code>Tensor visible = new Masking(maskValue: -1).Call(sequences);</code></example>
public sealed class Masking : Layer
{
    /// <summary>A layer that hides steps.</summary>
    /// <param name="maskValue">The value of all features of a hidden step, not NaN.</param>
    /// <param name="name">The name.</param>
    /// <param name="trainable">Without effect: there are no weights.</param>
    /// <param name="dtype">The type of the computation.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is NaN, which equals nothing.</exception>
    public Masking(double maskValue = 0, string? name = null, bool trainable = true, DType dtype = DType.Float32)
        : base(name, trainable, dtype)
    {
        MaskValue = double.IsNaN(maskValue)
            ? throw new ArgumentOutOfRangeException(nameof(maskValue), "masking — maskValue must be a number, since NaN equals nothing. Received NaN.")
            : maskValue;
        SupportsMasking = true;
        InputSpec = new InputSpec(MinRank: 1);
    }

    /// <summary>The value of all features of a hidden step.</summary>
    public double MaskValue { get; }

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input, CallContext context)
    {
        Tensor visible = Masks.Any(Ops.NotEqual(input, Ops.Constant(MaskValue, input)), [-1], keepDims: true);
        Tensor output = Ops.Where(visible, input, Ops.Constant(0, input));
        return Ops.WithMask(output, Ops.Squeeze(visible, -1));
    }
}
