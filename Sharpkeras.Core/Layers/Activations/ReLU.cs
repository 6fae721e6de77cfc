using Sharpkeras.Diagnostics;

namespace Sharpkeras.Layers;

/// <summary>
/// The rectifier: x above a threshold, but at most a maximum, and slope·(x − threshold) below; by default max(x, 0). The shape stays.
/// </summary>
/// <example><code>var layer = new ReLU(maxValue: 6, negativeSlope: 0.1);</code></example>
public sealed class ReLU : Layer
{
    /// <summary>A rectifier.</summary>
    /// <param name="maxValue">The maximum, not negative; null for none.</param>
    /// <param name="negativeSlope">The slope below the threshold, not negative.</param>
    /// <param name="threshold">The threshold, not negative.</param>
    /// <param name="name">The name.</param>
    /// <param name="trainable">Without effect: there are no weights.</param>
    /// <param name="dtype">The type of the computation.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative or not a number.</exception>
    public ReLU(
        double? maxValue = null,
        double negativeSlope = 0,
        double threshold = 0,
        string? name = null,
        bool trainable = true,
        DType dtype = DType.Float32)
        : base(name, trainable, dtype)
    {
        MaxValue = maxValue is { } limit ? Check.Range(limit, 0, double.PositiveInfinity, nameof(maxValue), "ReLU") : null;
        NegativeSlope = Check.Range(Check.Finite(negativeSlope, nameof(negativeSlope), "ReLU"), 0, double.PositiveInfinity, nameof(negativeSlope), "ReLU");
        Threshold = Check.Range(Check.Finite(threshold, nameof(threshold), "ReLU"), 0, double.PositiveInfinity, nameof(threshold), "ReLU");
        SupportsMasking = true;
    }

    /// <summary>The maximum; null for none.</summary>
    public double? MaxValue { get; }

    /// <summary>The slope below the threshold.</summary>
    public double NegativeSlope { get; }

    /// <summary>The threshold.</summary>
    public double Threshold { get; }

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input, CallContext context) => input.Relu(NegativeSlope, MaxValue, Threshold);
}
