using Sharpkeras.Diagnostics;
using Sharpkeras.Serialization;

namespace Sharpkeras.Initializers;

/// <summary>Uniform numbers.</summary>
/// <param name="minval">The lower bound, included, not above the upper one.</param>
/// <param name="maxval">The upper bound, excluded.</param>
/// <param name="seed">The seed; null draws one.</param>
/// <exception cref="ArgumentOutOfRangeException">A bound is not finite, or the lower one is above the upper one.</exception>
[KerasAlias("uniform")]
public sealed class RandomUniform(double minval = -0.05, double maxval = 0.05, int? seed = null) : RandomInitializer(seed)
{
    /// <summary>The upper bound, excluded.</summary>
    public double Maxval { get; } = Check.Finite(maxval, nameof(maxval), "random_uniform");

    /// <summary>The lower bound, included.</summary>
    public double Minval { get; } = Check.Range(minval, -double.MaxValue, maxval, nameof(minval), "random_uniform");

    /// <inheritdoc/>
    public override Tensor Call(Shape shape, DType dtype = DType.Float32)
    {
        Tensor values = Rent(shape, dtype);
        RandomFill.Uniform(values, Key, Minval, Maxval);
        return values;
    }
}
