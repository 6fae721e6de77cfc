using Sharpkeras.Devices;
using Sharpkeras.Diagnostics;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>Normal random numbers, on the default device. They have no gradient.</summary>
    /// <param name="shape">The dimensions.</param>
    /// <param name="mean">The mean.</param>
    /// <param name="stddev">The standard deviation, not negative.</param>
    /// <param name="dtype">float32 or float64.</param>
    /// <param name="seed">A number, with which each call gives the same values, or a generator, which goes on from call to call; null draws one.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite, or the deviation is negative.</exception>
    /// <exception cref="DTypeException">The type is no floating one.</exception>
    /// <example><code>Tensor x = Ops.Normal([2, 3], stddev: 0.1, seed: 1);</code></example>
    public static Tensor Normal(
        Shape shape, double mean = 0, double stddev = 1, DType dtype = DType.Float32, SeedGenerator? seed = null)
    {
        CheckNormal(mean, stddev, "normal");
        Tensor values = Undrawn(shape, dtype, "normal");
        var (key, counter) = Words(values, seed);
        RandomFill.Normal(values, key, mean, stddev, counter);
        return values;
    }

    /// <summary>Random numbers that are spread evenly over [minval, maxval), on the default device. They have no gradient.</summary>
    /// <param name="shape">The dimensions.</param>
    /// <param name="minval">The lower bound.</param>
    /// <param name="maxval">The upper bound, not below the lower.</param>
    /// <param name="dtype">float32 or float64; whole numbers come from <see cref="RandInt"/>.</param>
    /// <param name="seed">A number, with which each call gives the same values, or a generator, which goes on from call to call; null draws one.</param>
    /// <exception cref="ArgumentOutOfRangeException">A bound is not finite, or the upper is below the lower.</exception>
    /// <exception cref="DTypeException">The type is no floating one.</exception>
    /// <example><code>Tensor x = Ops.Uniform([2, 3], -1, 1, seed: 1);</code></example>
    public static Tensor Uniform(
        Shape shape, double minval = 0, double maxval = 1, DType dtype = DType.Float32, SeedGenerator? seed = null)
    {
        CheckBounds(minval, maxval, "uniform");
        Tensor values = Undrawn(shape, dtype, "uniform");
        var (key, counter) = Words(values, seed);
        RandomFill.Uniform(values, key, minval, maxval, counter);
        return values;
    }

    /// <summary>
    /// Normal random numbers that lie within two standard deviations of the mean, on the default device; what would lie outside is never drawn.
    /// Their own deviation is 0.8796 times the given one. They have no gradient.
    /// </summary>
    /// <param name="shape">The dimensions.</param>
    /// <param name="mean">The mean.</param>
    /// <param name="stddev">The standard deviation before the truncation, not negative.</param>
    /// <param name="dtype">float32 or float64.</param>
    /// <param name="seed">A number, with which each call gives the same values, or a generator, which goes on from call to call; null draws one.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite, or the deviation is negative.</exception>
    /// <exception cref="DTypeException">The type is no floating one.</exception>
    /// <example><code>var weights = new Variable(Ops.TruncatedNormal([5, 5, 1, 6], stddev: 0.1), "weights");</code></example>
    public static Tensor TruncatedNormal(
        Shape shape, double mean = 0, double stddev = 1, DType dtype = DType.Float32, SeedGenerator? seed = null)
    {
        CheckNormal(mean, stddev, "truncated_normal");
        Tensor values = Undrawn(shape, dtype, "truncated_normal");
        var (key, counter) = Words(values, seed);
        RandomFill.TruncatedNormal(values, key, mean, stddev, counter);
        return values;
    }

    private static void CheckNormal(double mean, double stddev, string name)
    {
        Check.Finite(mean, nameof(mean), name);
        Check.Finite(stddev, nameof(stddev), name);
        Check.NotNegative(stddev, nameof(stddev), name);
    }

    private static void CheckBounds(double minval, double maxval, string name)
    {
        Check.Finite(minval, nameof(minval), name);
        Check.Finite(maxval, nameof(maxval), name);
        if (maxval < minval)
        {
            throw new ArgumentOutOfRangeException(
                nameof(maxval), $"{name} — maxval must not be below minval. Received {Text.Of(minval)} and {Text.Of(maxval)}.");
        }
    }

    /// <summary>A floating tensor on the default device whose content is still undefined.</summary>
    private static Tensor Undrawn(Shape shape, DType dtype, string name)
    {
        if (!dtype.IsFloating())
        {
            throw new DTypeException($"{name} — draws float32 or float64. Received {dtype.KerasName()}; use Ops.RandInt for whole numbers.");
        }

        return BackendProvider.Get(Device.Default).Rent(KnownShape(shape, name), dtype);
    }

    private static Shape KnownShape(Shape shape, string name) => shape.IsKnown
        ? shape
        : throw new ShapeException($"{name} — all dimensions must be known. Received {shape}.");

    /// <summary>The words of a source, or of a new one, for each element.</summary>
    private static (ulong Key, ulong Counter) Words(Tensor values, SeedGenerator? seed)
    {
        seed ??= new SeedGenerator();
        return (seed.Key, seed.Reserve(values.Length));
    }
}
