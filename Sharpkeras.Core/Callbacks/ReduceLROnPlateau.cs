using Sharpkeras.Diagnostics;

namespace Sharpkeras.Callbacks;

/// <summary>Makes the learning rate smaller when a number has stopped to become better.</summary>
/// <example><code>var slower = new ReduceLROnPlateau(factor: 0.2, patience: 5, minLr: 1e-4);</code></example>
public sealed class ReduceLROnPlateau : MonitorCallback
{
    private int cooldownLeft;
    private int wait;

    /// <summary>A callback that makes the learning rate smaller.</summary>
    /// <param name="monitor">The name in the logs of the number that is watched.</param>
    /// <param name="factor">What the rate is multiplied with, in [0, 1).</param>
    /// <param name="patience">After how many epochs without improvement, not negative.</param>
    /// <param name="verbose">1 writes each change, 0 nothing.</param>
    /// <param name="mode">Which way is better.</param>
    /// <param name="minDelta">By how much the number must be better to count; its sign does not matter.</param>
    /// <param name="cooldown">The epochs after a change in which nothing is counted, not negative.</param>
    /// <param name="minLr">The rate is not made smaller than this, not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public ReduceLROnPlateau(
        string monitor = "val_loss",
        double factor = 0.1,
        int patience = 10,
        int verbose = 0,
        MonitorMode mode = MonitorMode.Auto,
        double minDelta = 1e-4,
        int cooldown = 0,
        double minLr = 0)
        : base(monitor, mode, minDelta, best: null)
    {
        Factor = Check.Range(factor, 0, Math.BitDecrement(1.0), nameof(factor), Owner);
        Patience = (int)Check.Range(patience, 0, int.MaxValue, nameof(patience), Owner);
        Verbose = (int)Check.Range(verbose, 0, 2, nameof(verbose), Owner);
        Cooldown = (int)Check.Range(cooldown, 0, int.MaxValue, nameof(cooldown), Owner);
        MinLr = Check.Range(minLr, 0, float.MaxValue, nameof(minLr), Owner);
    }

    /// <summary>What the rate is multiplied with.</summary>
    public double Factor { get; }

    /// <summary>After how many epochs without improvement.</summary>
    public int Patience { get; }

    /// <summary>1 writes each change.</summary>
    public int Verbose { get; }

    /// <summary>The epochs after a change in which nothing is counted.</summary>
    public int Cooldown { get; }

    /// <summary>The smallest rate.</summary>
    public double MinLr { get; }

    /// <inheritdoc/>
    public override void OnTrainBegin()
    {
        Best = null;
        cooldownLeft = wait = 0;
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, IDictionary<string, double> logs)
    {
        logs["learning_rate"] = Model.Optimizer.LearningRate;
        if (Watched(logs, "the reduction of the learning rate") is not { } current)
        {
            return;
        }

        if (cooldownLeft > 0)
        {
            cooldownLeft--;
            wait = 0;
        }

        if (IsImprovement(current, Best))
        {
            Best = current;
            wait = 0;
        }
        else if (cooldownLeft == 0 && ++wait >= Patience && Reduce(epoch))
        {
            cooldownLeft = Cooldown;
            wait = 0;
        }
    }

    private protected override void WriteState(StateDictionary state)
    {
        state.Set("cooldown_left", cooldownLeft);
        state.Set("wait", wait);
    }

    private protected override void ReadState(StateDictionary state) =>
        (cooldownLeft, wait) = (checked((int)state.GetInt64("cooldown_left")), checked((int)state.GetInt64("wait")));

    private bool Reduce(int epoch)
    {
        double old = Model.Optimizer.LearningRate;
        if (old <= (float)MinLr)
        {
            return false;
        }

        double reduced = Math.Max(old * Factor, MinLr);
        Model.Optimizer.LearningRate = reduced;
        if (Verbose > 0)
        {
            Print($"\nEpoch {Text.Of(epoch + 1)}: ReduceLROnPlateau reducing learning rate to {PythonText.Of(reduced)}.");
        }

        return true;
    }
}
