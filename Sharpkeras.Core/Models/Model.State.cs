using Sharpkeras.Diagnostics;
using Sharpkeras.Metrics;

namespace Sharpkeras.Models;

/// <summary>What checkpoints keep of a training besides variables and the optimizer.</summary>
public abstract partial class Model
{
    /// <summary>The states of metrics that do not exist before the first step shows the shapes, by their names in logs.</summary>
    private readonly Dictionary<string, StateDictionary> awaitedMetrics = new(StringComparer.Ordinal);

    /// <summary>The training that <c>Fit</c> runs; null outside of it.</summary>
    internal TrainingRun? Training { get; set; }

    /// <summary>Writes down the loss and the metrics since the last reset.</summary>
    internal void GetMetricsState(StateDictionary state)
    {
        int count = 0;
        StateDictionary Next(string name)
        {
            StateDictionary part = state.Part(Text.Of(count++));
            part.Set("name", name);
            return part.Part("variables");
        }

        foreach (var (name, metric) in Reported())
        {
            ((IStateful)metric).GetState(Next(name));
        }

        foreach (var (name, awaited) in awaitedMetrics)
        {
            StateDictionary part = Next(name);
            foreach (string variable in awaited.Names)
            {
                part.Set(variable, awaited.GetArray(variable));
            }
        }

        state.Set("count", count);
    }

    /// <summary>Goes on with the loss and the metrics as they were written down; those that are not there begin anew.</summary>
    internal void SetMetricsState(StateDictionary state)
    {
        ResetMetrics();
        for (long i = 0; i < state.GetInt64("count"); i++)
        {
            StateDictionary part = state.Part(Text.Of(i));
            awaitedMetrics[part.GetText("name")] = part.Part("variables");
        }

        foreach (var (name, metric) in Reported())
        {
            RestoreMetric(name, metric);
        }
    }

    /// <summary>Gives a metric the state that waits for it.</summary>
    private void RestoreMetric(string name, Metric metric)
    {
        if (awaitedMetrics.Remove(name, out StateDictionary? state))
        {
            ((IStateful)metric).SetState(state);
        }
    }
}
