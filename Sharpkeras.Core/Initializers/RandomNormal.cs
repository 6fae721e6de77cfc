using Sharpkeras.Diagnostics;
using Sharpkeras.Serialization;

namespace Sharpkeras.Initializers;

/// <summary>Normal numbers.</summary>
/// <param name="mean">The mean.</param>
/// <param name="stddev">The standard deviation, not negative.</param>
/// <param name="seed">The seed; null draws one.</param>
/// <exception cref="ArgumentOutOfRangeException">A number is not finite, or the deviation is negative.</exception>
[KerasAlias("normal")]
public sealed class RandomNormal(double mean = 0, double stddev = 0.05, int? seed = null) : RandomInitializer(seed)
{
    /// <summary>The mean.</summary>
    public double Mean { get; } = Check.Finite(mean, nameof(mean), "random_normal");

    /// <summary>The standard deviation.</summary>
    public double Stddev { get; } = Check.NotNegative(stddev, nameof(stddev), "random_normal");

    /// <inheritdoc/>
    public override Tensor Call(Shape shape, DType dtype = DType.Float32)
    {
        Tensor values = Rent(shape, dtype);
        RandomFill.Normal(values, Key, Mean, Stddev);
        return values;
    }
}
