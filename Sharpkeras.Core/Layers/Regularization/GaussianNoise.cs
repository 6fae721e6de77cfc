using Sharpkeras.Diagnostics;

namespace Sharpkeras.Layers;

/// <summary>In training adds normal noise of mean 0 to each value; else changes nothing. The shape stays.</summary>
/// <example><code>var layer = new GaussianNoise(0.1);</code></example>
public sealed class GaussianNoise : Layer
{
    private readonly SeedGenerator generator;

    /// <summary>A layer of noise.</summary>
    /// <param name="stddev">The standard deviation of the noise, in [0, 1].</param>
    /// <param name="seed">The seed of the layer's random stream; null draws one.</param>
    /// <param name="name">The name.</param>
    /// <param name="trainable">Without effect: there are no weights.</param>
    /// <param name="dtype">The type of the computation.</param>
    /// <exception cref="ArgumentOutOfRangeException">The deviation is outside of [0, 1].</exception>
    public GaussianNoise(double stddev, int? seed = null, string? name = null, bool trainable = true, DType dtype = DType.Float32)
        : base(name, trainable, dtype)
    {
        Stddev = Check.Range(stddev, 0, 1, nameof(stddev), "gaussian_noise");
        Seed = seed;
        generator = new SeedGenerator(seed);
        SupportsMasking = true;
    }

    /// <summary>The standard deviation of the noise.</summary>
    public double Stddev { get; }

    /// <summary>The seed, null when it was drawn.</summary>
    public int? Seed { get; }

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input, CallContext context) =>
        context.Training && Stddev > 0 ? input + Ops.NormalLike(input, 0, Stddev, generator) : input;
}
