using Sharpkeras.Diagnostics;

namespace Sharpkeras.Optimizers.Schedules;

/// <summary>initial / (1 + rate · step / steps).</summary>
/// <example><code>var optimizer = new SGD(new InverseTimeDecay(0.1, decaySteps: 1000, decayRate: 0.5));</code></example>
public sealed class InverseTimeDecay : LearningRateSchedule
{
    /// <summary>A schedule.</summary>
    /// <param name="initialLearningRate">The rate of the first step, not negative.</param>
    /// <param name="decaySteps">The number of steps in which the rate decays once, positive.</param>
    /// <param name="decayRate">How much it decays in them, not negative.</param>
    /// <param name="staircase">Whether the rate falls at once at the end of them, and not a little at each step.</param>
    /// <param name="name">A name for the config.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public InverseTimeDecay(
        double initialLearningRate, int decaySteps, double decayRate, bool staircase = false, string? name = "InverseTimeDecay")
    {
        InitialLearningRate = Check.NotNegative(initialLearningRate, nameof(initialLearningRate), "inverse_time_decay");
        DecaySteps = Check.Positive(decaySteps, nameof(decaySteps), "inverse_time_decay");
        DecayRate = Check.NotNegative(decayRate, nameof(decayRate), "inverse_time_decay");
        Staircase = staircase;
        Name = name;
    }

    /// <summary>The rate of the first step.</summary>
    public double InitialLearningRate { get; }

    /// <summary>The number of steps in which the rate decays once.</summary>
    public int DecaySteps { get; }

    /// <summary>How much it decays in them.</summary>
    public double DecayRate { get; }

    /// <summary>Whether the rate falls at once.</summary>
    public bool Staircase { get; }

    /// <summary>The name in the config.</summary>
    public string? Name { get; }

    /// <inheritdoc/>
    public override double Call(long step)
    {
        float p = (float)step / DecaySteps;
        p = Staircase ? MathF.Floor(p) : p;
        return (float)InitialLearningRate / (1 + ((float)DecayRate * p));
    }
}
