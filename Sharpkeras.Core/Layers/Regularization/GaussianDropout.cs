using Sharpkeras.Diagnostics;

namespace Sharpkeras.Layers;

/// <summary>
/// In training multiplies each value by normal noise of mean 1 and standard deviation √(rate / (1 − rate)); else changes nothing
/// (Srivastava et al. 2014, section 10). The shape stays.
/// </summary>
/// <example><code>var layer = new GaussianDropout(0.2);</code></example>
public sealed class GaussianDropout : Layer
{
    private readonly SeedGenerator generator;

    /// <summary>A layer of multiplicative noise.</summary>
    /// <param name="rate">The rate of the <see cref="Dropout"/> that has the same deviation, in [0, 1); Keras takes 1 as well and then divides by 0.</param>
    /// <param name="seed">The seed of the layer's random stream; null draws one.</param>
    /// <param name="name">The name.</param>
    /// <param name="trainable">Without effect: there are no weights.</param>
    /// <param name="dtype">The type of the computation.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is outside of [0, 1).</exception>
    public GaussianDropout(double rate, int? seed = null, string? name = null, bool trainable = true, DType dtype = DType.Float32)
        : base(name, trainable, dtype)
    {
        Rate = Check.RangeBelow(rate, 0, 1, nameof(rate), "gaussian_dropout");
        Seed = seed;
        generator = new SeedGenerator(seed);
        SupportsMasking = true;
    }

    /// <summary>The rate of the dropout that has the same deviation.</summary>
    public double Rate { get; }

    /// <summary>The seed, null when it was drawn.</summary>
    public int? Seed { get; }

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input, CallContext context) =>
        context.Training && Rate > 0 ? input * Ops.NormalLike(input, 1, Math.Sqrt(Rate / (1 - Rate)), generator) : input;
}
