using Sharpkeras.Diagnostics;

namespace Sharpkeras.Initializers;

/// <summary>Normal numbers within two standard deviations of the mean.</summary>
/// <param name="mean">The mean of the normal distribution.</param>
/// <param name="stddev">Its standard deviation, before the truncation, not negative.</param>
/// <param name="seed">The seed; null draws one.</param>
/// <exception cref="ArgumentOutOfRangeException">A number is not finite, or the deviation is negative.</exception>
public sealed class TruncatedNormal(double mean = 0, double stddev = 0.05, int? seed = null) : RandomInitializer(seed)
{
    /// <summary>The mean of the normal distribution.</summary>
    public double Mean { get; } = Check.Finite(mean, nameof(mean), "truncated_normal");

    /// <summary>Its standard deviation, before the truncation.</summary>
    public double Stddev { get; } = Check.NotNegative(stddev, nameof(stddev), "truncated_normal");

    /// <inheritdoc/>
    public override Tensor Call(Shape shape, DType dtype = DType.Float32)
    {
        Tensor values = Rent(shape, dtype);
        RandomFill.TruncatedNormal(values, Key, Mean, Stddev);
        return values;
    }
}
