using Sharpkeras.Diagnostics;

namespace Sharpkeras.Initializers;

/// <summary>Normal numbers.</summary>
/// <param name="mean">The mean.</param>
/// <param name="stddev">The standard deviation, not negative.</param>
/// <param name="seed">The seed; null draws one.</param>
/// <exception cref="ArgumentOutOfRangeException">The mean is not finite, or the deviation is negative or not finite.</exception>
public sealed class RandomNormal(double mean = 0, double stddev = 0.05, int? seed = null) : RandomInitializer(seed)
{
    /// <summary>The mean.</summary>
    public double Mean { get; } = Check.Range(mean, -double.MaxValue, double.MaxValue, nameof(mean), "random_normal");

    /// <summary>The standard deviation.</summary>
    public double Stddev { get; } = Check.Range(stddev, 0, double.MaxValue, nameof(stddev), "random_normal");

    /// <inheritdoc/>
    public override Tensor Call(Shape shape, DType dtype = DType.Float32)
    {
        Tensor values = Rent(shape, dtype);
        RandomFill.Normal(values, Key, Mean, Stddev);
        return values;
    }
}
