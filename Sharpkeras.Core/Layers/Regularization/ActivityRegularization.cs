using Sharpkeras.Regularizers;

namespace Sharpkeras.Layers;

/// <summary>Changes nothing, and adds the penalty (l1·Σ|x| + l2·Σx²) / batch to the loss. The shape stays.</summary>
/// <example><code>var layer = new ActivityRegularization(l1: 0.01);</code></example>
public sealed class ActivityRegularization : Layer
{
    /// <summary>A penalty on values.</summary>
    /// <param name="l1">The factor of the absolute values, not negative.</param>
    /// <param name="l2">The factor of the squares, not negative.</param>
    /// <param name="name">The name.</param>
    /// <param name="trainable">Without effect: there are no weights.</param>
    /// <param name="dtype">The type of the computation.</param>
    /// <exception cref="ArgumentOutOfRangeException">A factor is negative or no number.</exception>
    public ActivityRegularization(double l1 = 0, double l2 = 0, string? name = null, bool trainable = true, DType dtype = DType.Float32)
        : base(name, trainable, dtype)
    {
        ActivityRegularizer = new L1L2(l1, l2);
        L1 = l1;
        L2 = l2;
        SupportsMasking = true;
    }

    /// <summary>The factor of the absolute values.</summary>
    public double L1 { get; }

    /// <summary>The factor of the squares.</summary>
    public double L2 { get; }

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input, CallContext context) => input;
}
