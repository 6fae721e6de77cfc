using Sharpkeras.Diagnostics;

namespace Sharpkeras.Optimizers.Schedules;

/// <summary>
/// Waves of a cosine, each <see cref="TMul"/> times as long and <see cref="MMul"/> times as high as the one before (Loshchilov and Hutter 2017).
/// </summary>
/// <example><code>var optimizer = new SGD(new CosineDecayRestarts(0.1, firstDecaySteps: 1000));</code></example>
public sealed class CosineDecayRestarts : LearningRateSchedule
{
    private const string Owner = "cosine_decay_restarts";

    /// <summary>A schedule.</summary>
    /// <param name="initialLearningRate">The rate of the first step, not negative.</param>
    /// <param name="firstDecaySteps">The number of steps of the first wave, positive.</param>
    /// <param name="tMul">The length of a wave as a multiple of the last one's, above 0.</param>
    /// <param name="mMul">The height of a wave as a multiple of the last one's, not negative.</param>
    /// <param name="alpha">The lowest rate as a share of the initial one, in [0, 1].</param>
    /// <param name="name">A name for the config.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public CosineDecayRestarts(
        double initialLearningRate,
        int firstDecaySteps,
        double tMul = 2,
        double mMul = 1,
        double alpha = 0,
        string? name = "SGDRDecay")
    {
        InitialLearningRate = Check.NotNegative(initialLearningRate, nameof(initialLearningRate), Owner);
        FirstDecaySteps = Check.Positive(firstDecaySteps, nameof(firstDecaySteps), Owner);
        TMul = Check.AboveZero(tMul, nameof(tMul), Owner);
        MMul = Check.NotNegative(mMul, nameof(mMul), Owner);
        Alpha = Check.Share(alpha, nameof(alpha), Owner);
        Name = name;
    }

    /// <summary>The rate of the first step.</summary>
    public double InitialLearningRate { get; }

    /// <summary>The number of steps of the first wave.</summary>
    public int FirstDecaySteps { get; }

    /// <summary>The length of a wave as a multiple of the last one's.</summary>
    public double TMul { get; }

    /// <summary>The height of a wave as a multiple of the last one's.</summary>
    public double MMul { get; }

    /// <summary>The lowest rate as a share of the initial one.</summary>
    public double Alpha { get; }

    /// <summary>The name in the config.</summary>
    public string? Name { get; }

    /// <inheritdoc/>
    public override double Call(long step)
    {
        var (wave, place) = Place((float)step / FirstDecaySteps, (float)TMul);
        float height = 0.5f * MathF.Pow((float)MMul, wave) * (1 + MathF.Cos(MathF.PI * place));
        float alpha = (float)Alpha;
        return (float)InitialLearningRate * (((1 - alpha) * height) + alpha);
    }

    /// <summary>The number of the wave, and how far it is through: waves of lengths 1, t, t², … end at (tⁿ − 1)/(t − 1).</summary>
    private static (float Wave, float Place) Place(float lengths, float t)
    {
        if (t == 1)
        {
            float whole = MathF.Floor(lengths);
            return (whole, lengths - whole);
        }

        float wave = MathF.Floor(MathF.Log(1 - (lengths * (1 - t))) / MathF.Log(t));
        float length = MathF.Pow(t, wave);
        return (wave, (lengths - ((1 - length) / (1 - t))) / length);
    }
}
