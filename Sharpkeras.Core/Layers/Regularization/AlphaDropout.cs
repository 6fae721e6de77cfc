using System.Text.Json.Nodes;
using Sharpkeras.Diagnostics;
using Sharpkeras.Serialization;

namespace Sharpkeras.Layers;

/// <summary>
/// A dropout for networks of <c>selu</c>: in training a share of the values becomes α' = −scale·alpha of selu, and a linear function of
/// all keeps mean 0 and variance 1; else changes nothing (Klambauer et al. 2017). The shape stays.
/// </summary>
/// <example><code>var layer = new AlphaDropout(0.1);</code></example>
public sealed class AlphaDropout : Layer
{
    private const double Saturation = -1.6732632423543772848170429916717 * 1.0507009873554804934193349852946;

    private readonly SeedGenerator generator;

    /// <summary>A dropout that keeps mean and variance.</summary>
    /// <param name="rate">The share of values that are replaced, in [0, 1); Keras takes 1 as well and then divides by 0.</param>
    /// <param name="noiseShape">The shape of the pattern, broadcast to the input: −1 stands for the input's dimension; null for the input's shape.</param>
    /// <param name="seed">The seed of the layer's random stream; null draws one.</param>
    /// <param name="name">The name.</param>
    /// <param name="trainable">Without effect: there are no weights.</param>
    /// <param name="dtype">The type of the computation.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is outside of [0, 1).</exception>
    public AlphaDropout(double rate, Shape? noiseShape = null, int? seed = null, string? name = null, bool trainable = true, DType dtype = DType.Float32)
        : base(name, trainable, dtype)
    {
        Rate = Check.RangeBelow(rate, 0, 1, nameof(rate), "alpha_dropout");
        NoiseShape = noiseShape;
        Seed = seed;
        generator = new SeedGenerator(seed);
        SupportsMasking = true;
    }

    /// <summary>The share of values that are replaced.</summary>
    public double Rate { get; }

    /// <summary>The shape of the pattern.</summary>
    public Shape? NoiseShape { get; }

    /// <summary>The seed, null when it was drawn.</summary>
    public int? Seed { get; }

    /// <inheritdoc/>
    public override JsonObject GetConfig() => new()
    {
        // by hand, since Keras's order is not that of the arguments and files are equal to the byte
        ["name"] = Name,
        ["trainable"] = Trainable,
        ["dtype"] = Policy(DType),
        ["rate"] = Rate,
        ["seed"] = Seed,
        ["noise_shape"] = ConfigJson.Write(NoiseShape),
    };

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input, CallContext context)
    {
        if (!context.Training || Rate == 0)
        {
            return input;
        }

        Tensor kept = Ops.KeepMask(input, Rate, NoiseShape, generator);
        double a = 1 / Math.Sqrt((1 - Rate) * (1 + (Rate * Saturation * Saturation)));
        double b = -a * Saturation * Rate;
        return (((input * kept) + (Saturation * (1 - kept))) * a) + b;
    }
}
