using Sharpkeras.Diagnostics;

namespace Sharpkeras.Optimizers.Schedules;

/// <summary>
/// (initial − end)(1 − step/steps)^power + end: a straight line for power 1. After the steps the rate stays at the end, or with cycle
/// begins again over twice, three times, … as many steps.
/// </summary>
/// <example><code>var optimizer = new SGD(new PolynomialDecay(0.1, decaySteps: 1000, power: 0.5));</code></example>
public sealed class PolynomialDecay : LearningRateSchedule
{
    private const string Owner = "polynomial_decay";

    /// <summary>A schedule.</summary>
    /// <param name="initialLearningRate">The rate of the first step, not negative.</param>
    /// <param name="decaySteps">The number of steps to the end, positive.</param>
    /// <param name="endLearningRate">The rate at the end, not negative.</param>
    /// <param name="power">The form of the curve, not negative.</param>
    /// <param name="cycle">Whether the rate begins again after the steps.</param>
    /// <param name="name">A name for the config.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public PolynomialDecay(
        double initialLearningRate,
        int decaySteps,
        double endLearningRate = 0.0001,
        double power = 1,
        bool cycle = false,
        string? name = "PolynomialDecay")
    {
        InitialLearningRate = Check.NotNegative(initialLearningRate, nameof(initialLearningRate), Owner);
        DecaySteps = Check.Positive(decaySteps, nameof(decaySteps), Owner);
        EndLearningRate = Check.NotNegative(endLearningRate, nameof(endLearningRate), Owner);
        Power = Check.NotNegative(power, nameof(power), Owner);
        Cycle = cycle;
        Name = name;
    }

    /// <summary>The rate of the first step.</summary>
    public double InitialLearningRate { get; }

    /// <summary>The number of steps to the end.</summary>
    public int DecaySteps { get; }

    /// <summary>The rate at the end.</summary>
    public double EndLearningRate { get; }

    /// <summary>The form of the curve.</summary>
    public double Power { get; }

    /// <summary>Whether the rate begins again after the steps.</summary>
    public bool Cycle { get; }

    /// <summary>The name in the config.</summary>
    public string? Name { get; }

    /// <inheritdoc/>
    public override double Call(long step)
    {
        float now = step;
        float steps = DecaySteps;
        if (Cycle)
        {
            steps *= step == 0 ? 1 : MathF.Ceiling(now / steps);
        }
        else
        {
            now = Math.Min(now, steps);
        }

        float end = (float)EndLearningRate;
        return (((float)InitialLearningRate - end) * MathF.Pow(1 - (now / steps), (float)Power)) + end;
    }
}
