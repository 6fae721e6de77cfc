using System.Text.Json.Nodes;
using Sharpkeras.Diagnostics;

namespace Sharpkeras.Layers;

/// <summary>
/// In training sets a share of the values to zero and scales the others by 1 / (1 − rate); else changes nothing (Srivastava et al.
/// 2014). The shape stays.
/// </summary>
public sealed class Dropout : Layer
{
    private readonly SeedGenerator? generator;

    /// <summary>A dropout layer.</summary>
    /// <param name="rate">The share of values that become zero, in [0, 1].</param>
    /// <param name="noiseShape">The shape of the pattern, broadcast to the input: −1 stands for the input's dimension; null for the input's shape.</param>
    /// <param name="seed">The seed of the layer's random stream; null draws one.</param>
    /// <param name="name">The name.</param>
    /// <param name="trainable">Without effect: there are no weights.</param>
    /// <param name="dtype">The type of the computation.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is outside of [0, 1].</exception>
    public Dropout(double rate, Shape? noiseShape = null, int? seed = null, string? name = null, bool trainable = true, DType dtype = DType.Float32)
        : base(name, trainable, dtype)
    {
        Rate = Check.Range(rate, 0, 1, nameof(rate), "dropout");
        NoiseShape = noiseShape;
        Seed = seed;
        generator = rate > 0 ? new SeedGenerator(seed) : null; // as in Keras, whose files have no state where nothing is drawn
        SupportsMasking = true;
    }

    /// <summary>The share of values that become zero.</summary>
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
        ["noise_shape"] = Serialization.ConfigJson.Write(NoiseShape),
    };

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input, CallContext context)
    {
        if (!context.Training || Rate == 0)
        {
            return input;
        }

        return Ops.Dropout(input, Rate, NoiseShape, generator);
    }
}
