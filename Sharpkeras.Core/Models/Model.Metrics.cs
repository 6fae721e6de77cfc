using System.Collections;
using Sharpkeras.Diagnostics;
using Sharpkeras.Layers;
using Sharpkeras.Metrics;

namespace Sharpkeras.Models;

/// <summary>What is reported: the loss, compiled metrics, metrics in fields of a class of one's own, and what layers add.</summary>
public abstract partial class Model
{
    private readonly Dictionary<string, Mean> addedMetrics = new(StringComparer.Ordinal);
    private Mean? lossTracker;
    private bool sawLoss;
    private IReadOnlyList<Metric>? fieldMetrics;

    /// <summary>The metrics that are reported, once the first step showed the shapes.</summary>
    public IReadOnlyList<Metric> Metrics => [.. Reported().Select(pair => pair.Metric)];

    /// <summary>Takes a batch into the loss and the metrics that are reported.</summary>
    /// <param name="batch">The samples.</param>
    /// <param name="predictions">The model's outputs for them.</param>
    /// <param name="lossValue">The loss of the step, a scalar.</param>
    protected StepResult UpdateMetrics(Batch batch, Tensors predictions, Tensor lossValue)
    {
        lossTracker ??= new Mean("loss");
        lossTracker.PlaceOn(lossValue.Device);
        lossTracker.UpdateState(lossValue, batch.Size);
        sawLoss = true;
        compiledMetrics?.Update(batch, predictions, compiledLoss);
        TakeAddedMetrics();
        return new StepResult(this);
    }

    /// <summary>
    /// The result of a step of one's own that updates its metrics itself: metrics that are held in fields of the class are reported and reset
    /// like the compiled ones.
    /// </summary>
    /// <example><code>discriminatorLoss.UpdateState(loss); return ReportMetrics();</code></example>
    protected StepResult ReportMetrics()
    {
        TakeAddedMetrics();
        return new StepResult(this);
    }

    /// <summary>Forgets the batches that the loss and the metrics have seen.</summary>
    public void ResetMetrics()
    {
        awaitedMetrics.Clear();
        foreach (var (_, metric) in Reported())
        {
            metric.ResetState();
        }

        sawLoss = false;
    }

    /// <summary>
    /// The loss and the metrics since the last reset; this waits for the device. A metric of several numbers has one entry for each,
    /// <c>f1_score_0</c>.
    /// </summary>
    internal Dictionary<string, double> ReadMetrics()
    {
        var logs = new Dictionary<string, double>();
        foreach (var (name, metric) in Reported())
        {
            // A step of one's own that tracks its losses itself has no other.
            if (ReferenceEquals(metric, lossTracker) && !sawLoss && FieldMetrics.Count > 0)
            {
                continue;
            }

            double[] results = metric.Results();
            for (int i = 0; i < results.Length; i++)
            {
                logs[results.Length == 1 ? name : $"{name}_{Text.Of(i)}"] = results[i];
            }
        }

        return logs;
    }

    /// <summary>A metric by its name in logs, once the first step was done; null when there is none.</summary>
    internal Metric? FindMetric(string name) => Reported().FirstOrDefault(pair => pair.Name == name).Metric;

    /// <summary>Metrics in fields, and in collections in fields, of classes of one's own.</summary>
    private IReadOnlyList<Metric> FieldMetrics => fieldMetrics ??= FindFieldMetrics();

    private IEnumerable<(string Name, Metric Metric)> Reported()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        IEnumerable<(string Name, Metric Metric)> own = lossTracker == null ? [] : [("loss", lossTracker)];
        IEnumerable<(string Name, Metric Metric)> losses = compiledLoss?.Trackers.Select(tracker => (tracker.Name, (Metric)tracker)) ?? [];
        IEnumerable<(string Name, Metric Metric)> fields = FieldMetrics.Select(metric => (metric.Name, metric));
        IEnumerable<(string Name, Metric Metric)> added = addedMetrics.Select(pair => (pair.Key, (Metric)pair.Value));
        return own.Concat(losses).Concat(compiledMetrics?.Resolved ?? []).Concat(fields).Concat(added).Where(pair => names.Add(pair.Name));
    }

    private void TakeAddedMetrics()
    {
        if (StepCall.Current?.Context.Metrics is not { } added)
        {
            return;
        }

        foreach (var (name, value) in added)
        {
            if (!addedMetrics.TryGetValue(name, out Mean? mean))
            {
                if (Reported().Any(pair => pair.Name == name))
                {
                    throw new ArgumentException($"{Name} — a layer adds a metric with the name '{name}', which another one has. Give it another name.");
                }

                addedMetrics.Add(name, mean = new Mean(name));
                RestoreMetric(name, mean);
            }

            mean.PlaceOn(value.Device);
            mean.UpdateState(value);
        }
    }

    private List<Metric> FindFieldMetrics() =>
    [
        .. LayerFields.Of(GetType(), type => type.Assembly == typeof(Model).Assembly).SelectMany(field => field.GetValue(this) switch
        {
            Metric metric => [metric],
            IEnumerable several and not string => several.OfType<Metric>(),
            _ => (IEnumerable<Metric>)[],
        }),
    ];
}
