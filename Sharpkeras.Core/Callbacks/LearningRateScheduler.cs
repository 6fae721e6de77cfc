using Sharpkeras.Diagnostics;

namespace Sharpkeras.Callbacks;

/// <summary>Sets the learning rate at the beginning of each epoch.</summary>
/// <param name="schedule">The new rate, from the number of the epoch (from 0) and the rate so far.</param>
/// <param name="verbose">1 writes each rate, 0 nothing.</param>
/// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
/// <example><code>var halves = new LearningRateScheduler((epoch, rate) => epoch &lt; 10 ? rate : rate * 0.5);</code></example>
public sealed class LearningRateScheduler(Func<int, double, double> schedule, int verbose = 0) : Callback
{
    /// <summary>The new rate, from the number of the epoch and the rate so far.</summary>
    public Func<int, double, double> Schedule { get; } = schedule;

    /// <summary>1 writes each rate.</summary>
    public int Verbose { get; } = (int)Check.Range(verbose, 0, 2, nameof(verbose), nameof(LearningRateScheduler));

    /// <inheritdoc/>
    public override void OnEpochBegin(int epoch)
    {
        double rate = Schedule(epoch, Model.Optimizer.LearningRate);
        Model.Optimizer.LearningRate = rate;
        if (Verbose > 0)
        {
            Print($"\nEpoch {Text.Of(epoch + 1)}: LearningRateScheduler setting learning rate to {PythonText.Of(rate)}.");
        }
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, IDictionary<string, double> logs) => logs["learning_rate"] = Model.Optimizer.LearningRate;
}
