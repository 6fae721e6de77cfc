using Sharpkeras.Diagnostics;

namespace Sharpkeras.Initializers;

/// <summary>Uniform numbers.</summary>
/// <param name="minval">The lower bound, included.</param>
/// <param name="maxval">The upper bound, excluded.</param>
/// <param name="seed">The seed; null draws one.</param>
/// <exception cref="ArgumentOutOfRangeException">A bound is not finite.</exception>
public sealed class RandomUniform(double minval = -0.05, double maxval = 0.05, int? seed = null) : RandomInitializer(seed)
{
    /// <summary>The lower bound, included.</summary>
    public double Minval { get; } = Check.Range(minval, -double.MaxValue, double.MaxValue, nameof(minval), "random_uniform");

    /// <summary>The upper bound, excluded.</summary>
    public double Maxval { get; } = Check.Range(maxval, -double.MaxValue, double.MaxValue, nameof(maxval), "random_uniform");

    /// <inheritdoc/>
    public override Tensor Call(Shape shape, DType dtype = DType.Float32)
    {
        Tensor values = Rent(shape, dtype);
        RandomFill.Uniform(values, Key, Minval, Maxval);
        return values;
    }
}
