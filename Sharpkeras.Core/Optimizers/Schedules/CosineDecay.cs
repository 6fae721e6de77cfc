using Sharpkeras.Diagnostics;

namespace Sharpkeras.Optimizers.Schedules;

/// <summary>
/// Half a wave of a cosine down to alpha times the rate (Loshchilov and Hutter 2017): rate((1 − α)(1 + cos(π·step/steps))/2 + α). With a
/// warm-up the rate first rises in a straight line from the initial one to the target, and falls from there.
/// </summary>
/// <example><code>var optimizer = new Adam(new CosineDecay(0, decaySteps: 1000, warmupTarget: 1e-3, warmupSteps: 100));</code></example>
public sealed class CosineDecay : LearningRateSchedule
{
    private const string Owner = "cosine_decay";

    /// <summary>A schedule.</summary>
    /// <param name="initialLearningRate">The rate of the first step, not negative.</param>
    /// <param name="decaySteps">The number of steps in which the rate falls, positive; those of the warm-up come before.</param>
    /// <param name="alpha">The last rate as a share of the highest one, in [0, 1].</param>
    /// <param name="name">A name for the config.</param>
    /// <param name="warmupTarget">The rate at the end of the warm-up, not negative; null for no warm-up.</param>
    /// <param name="warmupSteps">The number of steps of the warm-up, not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public CosineDecay(
        double initialLearningRate,
        int decaySteps,
        double alpha = 0,
        string? name = "CosineDecay",
        double? warmupTarget = null,
        int warmupSteps = 0)
    {
        InitialLearningRate = Check.NotNegative(initialLearningRate, nameof(initialLearningRate), Owner);
        DecaySteps = Check.Positive(decaySteps, nameof(decaySteps), Owner);
        Alpha = Check.Share(alpha, nameof(alpha), Owner);
        Name = name;
        WarmupTarget = Check.NotNegative(warmupTarget, nameof(warmupTarget), Owner);
        WarmupSteps = Check.NotNegative(warmupSteps, nameof(warmupSteps), Owner);
    }

    /// <summary>The rate of the first step.</summary>
    public double InitialLearningRate { get; }

    /// <summary>The number of steps in which the rate falls.</summary>
    public int DecaySteps { get; }

    /// <summary>The last rate as a share of the highest one.</summary>
    public double Alpha { get; }

    /// <summary>The name in the config.</summary>
    public string? Name { get; }

    /// <summary>The rate at the end of the warm-up.</summary>
    public double? WarmupTarget { get; }

    /// <summary>The number of steps of the warm-up.</summary>
    public int WarmupSteps { get; }

    /// <inheritdoc/>
    public override double Call(long step)
    {
        float initial = (float)InitialLearningRate;
        if (WarmupTarget is not { } given)
        {
            return Fall(Math.Min(step, (float)DecaySteps), initial);
        }

        float target = (float)given;
        float warmup = WarmupSteps;
        float now = Math.Min(step, DecaySteps + warmup);
        return now < warmup ? ((target - initial) * (now / warmup)) + initial : Fall(now - warmup, target);
    }

    private float Fall(float step, float from)
    {
        float wave = 0.5f * (1 + MathF.Cos(MathF.PI * (step / DecaySteps)));
        return from * (((float)(1 - Alpha) * wave) + (float)Alpha);
    }
}
