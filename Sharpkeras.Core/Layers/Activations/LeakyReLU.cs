using Sharpkeras.Diagnostics;

namespace Sharpkeras.Layers;

/// <summary>x above 0, slope·x below (Maas et al. 2013). The shape stays.</summary>
/// <example><code>var layer = new LeakyReLU(negativeSlope: 0.1);</code></example>
public sealed class LeakyReLU : Layer
{
    /// <summary>A leaky rectifier.</summary>
    /// <param name="negativeSlope">The slope below 0, not negative.</param>
    /// <param name="name">The name.</param>
    /// <param name="trainable">Without effect: there are no weights.</param>
    /// <param name="dtype">The type of the computation.</param>
    /// <exception cref="ArgumentOutOfRangeException">The slope is negative or not a number.</exception>
    public LeakyReLU(double negativeSlope = 0.3, string? name = null, bool trainable = true, DType dtype = DType.Float32)
        : base(name, trainable, dtype)
    {
        NegativeSlope = Check.Range(Check.Finite(negativeSlope, nameof(negativeSlope), "LeakyReLU"), 0, double.PositiveInfinity, nameof(negativeSlope), "LeakyReLU");
        SupportsMasking = true;
    }

    /// <summary>The slope below 0.</summary>
    public double NegativeSlope { get; }

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input, CallContext context) => input.LeakyRelu(NegativeSlope);
}
