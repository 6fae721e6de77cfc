using Sharpkeras.Diagnostics;

namespace Sharpkeras.Callbacks;

/// <summary>Ends the training when a number has stopped to become better.</summary>
/// <example>
/// <code>
/// model.Fit(x, y, epochs: 100, validationSplit: 0.2, callbacks: [new EarlyStopping(patience: 3, restoreBestWeights: true)]);
/// </code>
/// </example>
public sealed class EarlyStopping : MonitorCallback
{
    private IReadOnlyList<HostArray>? bestWeights;
    private int wait;

    /// <summary>A callback that ends the training.</summary>
    /// <param name="monitor">The name in the logs of the number that is watched.</param>
    /// <param name="minDelta">By how much it must be better to count; its sign does not matter.</param>
    /// <param name="patience">After how many epochs without improvement the training ends, not negative.</param>
    /// <param name="verbose">1 writes why it ended, 0 nothing.</param>
    /// <param name="mode">Which way is better.</param>
    /// <param name="baseline">The training ends also when this is not reached within the patience; null for none.</param>
    /// <param name="restoreBestWeights">Whether the weights of the best epoch are put back at the end.</param>
    /// <param name="startFromEpoch">The first epoch that is looked at, not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public EarlyStopping(
        string monitor = "val_loss",
        double minDelta = 0,
        int patience = 0,
        int verbose = 0,
        MonitorMode mode = MonitorMode.Auto,
        double? baseline = null,
        bool restoreBestWeights = false,
        int startFromEpoch = 0)
        : base(monitor, mode, minDelta, best: null)
    {
        Patience = (int)Check.Range(patience, 0, int.MaxValue, nameof(patience), Owner);
        Verbose = (int)Check.Range(verbose, 0, 2, nameof(verbose), Owner);
        Baseline = baseline is { } line ? Check.Range(line, -double.MaxValue, double.MaxValue, nameof(baseline), Owner) : null;
        RestoreBestWeights = restoreBestWeights;
        StartFromEpoch = (int)Check.Range(startFromEpoch, 0, int.MaxValue, nameof(startFromEpoch), Owner);
    }

    /// <summary>After how many epochs without improvement the training ends.</summary>
    public int Patience { get; }

    /// <summary>1 writes why the training ended.</summary>
    public int Verbose { get; }

    /// <summary>What must be reached within the patience; null for nothing.</summary>
    public double? Baseline { get; }

    /// <summary>Whether the weights of the best epoch are put back at the end.</summary>
    public bool RestoreBestWeights { get; }

    /// <summary>The first epoch that is looked at.</summary>
    public int StartFromEpoch { get; }

    /// <summary>The epoch after which the training was ended; 0 when it was not.</summary>
    public int StoppedEpoch { get; private set; }

    /// <summary>The epoch with the best number.</summary>
    public int BestEpoch { get; private set; }

    /// <inheritdoc/>
    public override void OnTrainBegin()
    {
        wait = StoppedEpoch = BestEpoch = 0;
        Best = null;
        bestWeights = null;
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, IDictionary<string, double> logs)
    {
        if (Watched(logs, "early stopping") is not { } current || epoch < StartFromEpoch)
        {
            return;
        }

        if (RestoreBestWeights && bestWeights == null)
        {
            Remember(epoch);
        }

        wait++;
        if (IsImprovement(current, Best))
        {
            Best = current;
            Remember(epoch);
            wait = IsImprovement(current, Baseline) ? 0 : wait;
        }
        else if (wait >= Patience && epoch > 0)
        {
            StoppedEpoch = epoch;
            Model.StopTraining = true;
        }
    }

    /// <inheritdoc/>
    public override void OnTrainEnd(IReadOnlyDictionary<string, double> logs)
    {
        if (StoppedEpoch > 0 && Verbose > 0)
        {
            Print($"Epoch {Text.Of(StoppedEpoch + 1)}: early stopping");
        }

        if (RestoreBestWeights && bestWeights != null)
        {
            if (Verbose > 0)
            {
                Print($"Restoring model weights from the end of the best epoch: {Text.Of(BestEpoch + 1)}.");
            }

            Model.SetWeights(bestWeights);
            bestWeights = null;
        }
    }

    private protected override void WriteState(StateDictionary state)
    {
        state.Set("wait", wait);
        state.Set("stopped_epoch", StoppedEpoch);
        state.Set("best_epoch", BestEpoch);
        for (int i = 0; i < bestWeights?.Count; i++)
        {
            state.Part("best_weights").Set(Text.Of(i), bestWeights[i]);
        }
    }

    private protected override void ReadState(StateDictionary state)
    {
        StateDictionary best = state.Part("best_weights");
        HostArray[] weights = [.. Enumerable.Range(0, best.Names.Count()).Select(i => best.GetArray(Text.Of(i)))];
        (wait, StoppedEpoch, BestEpoch) = (
            checked((int)state.GetInt64("wait")), checked((int)state.GetInt64("stopped_epoch")), checked((int)state.GetInt64("best_epoch")));
        bestWeights = weights.Length == 0 ? null : weights;
    }

    private void Remember(int epoch)
    {
        BestEpoch = epoch;
        bestWeights = RestoreBestWeights ? Model.GetWeights() : null;
    }
}
