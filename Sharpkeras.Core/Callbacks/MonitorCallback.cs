using Sharpkeras.Diagnostics;
using Sharpkeras.Metrics;

namespace Sharpkeras.Callbacks;

/// <summary>What callbacks share that watch a number of the logs: which way is better, and the best so far.</summary>
public abstract class MonitorCallback : Callback, IStateful
{
    private bool? larger;

    private protected MonitorCallback(string monitor, MonitorMode mode, double minDelta, double? best)
    {
        Monitor = monitor;
        Mode = mode;
        MinDelta = Check.Range(minDelta, -double.MaxValue, double.MaxValue, nameof(minDelta), Owner);
        Best = best is { } first ? Check.Range(first, double.MinValue, double.MaxValue, "initialValueThreshold", Owner) : null;
    }

    /// <summary>The name in the logs of the number that is watched.</summary>
    public string Monitor { get; }

    /// <summary>Which way is better.</summary>
    public MonitorMode Mode { get; }

    /// <summary>By how much a number must be better to count; the sign does not matter.</summary>
    public double MinDelta { get; }

    /// <summary>The best number so far; null before the first.</summary>
    public double? Best { get; private protected set; }

    /// <summary>The class in messages.</summary>
    private protected string Owner => GetType().Name;

    void IStateful.GetState(StateDictionary state)
    {
        if (Best is { } best)
        {
            state.Set("best", best);
        }

        WriteState(state);
    }

    void IStateful.SetState(StateDictionary state)
    {
        double? best = state.Contains("best") ? state.GetDouble("best") : null;
        ReadState(state);
        Best = best;
    }

    /// <summary>Writes down what is remembered besides the best number.</summary>
    private protected abstract void WriteState(StateDictionary state);

    /// <summary>Takes what was written down; nothing is changed when something is missing.</summary>
    private protected abstract void ReadState(StateDictionary state);

    /// <summary>Whether a number is better than another by more than <see cref="MinDelta"/>, in float32 as in Keras; any is better than none.</summary>
    /// <exception cref="InvalidOperationException">Which way is better is not known for this metric.</exception>
    private protected bool IsImprovement(double value, double? reference)
    {
        larger ??= Mode == MonitorMode.Auto ? LargerIsBetter() : Mode == MonitorMode.Max;
        double delta = Math.Abs(MinDelta);
        return reference is not { } other || (larger.Value ? (float)(value - delta) > (float)other : (float)(value + delta) < (float)other);
    }

    /// <summary>The number that is watched, or null with a message that names what there is.</summary>
    private protected double? Watched(IDictionary<string, double> logs, string purpose)
    {
        if (logs.TryGetValue(Monitor, out double value))
        {
            return value;
        }

        Print($"Warning: {purpose} needs '{Monitor}', which was not reported. {Nearest.Describe(Monitor, logs.Keys)}");
        return null;
    }

    private bool LargerIsBetter()
    {
        string name = Monitor.StartsWith("val_", StringComparison.Ordinal) ? Monitor[4..] : Monitor;
        Metric? metric = Model.FindMetric(name);
        return name == "loss" ? false : metric?.LargerIsBetter ?? throw new InvalidOperationException(
            $"{Owner} — whether '{Monitor}' should grow or fall is not known. Pass mode: MonitorMode.Max or MonitorMode.Min.");
    }
}
