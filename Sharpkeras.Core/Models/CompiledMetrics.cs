using Sharpkeras.Diagnostics;
using Sharpkeras.Metrics;

namespace Sharpkeras.Models;

/// <summary>The metrics of a model's outputs under their names in logs; the weighted ones see the samples' weights.</summary>
internal sealed class CompiledMetrics(
    MetricArgument? metrics, MetricArgument? weighted, IReadOnlyList<string>? outputNames, string model)
{
    private readonly HashSet<string> created = new(StringComparer.Ordinal);
    private Entry[]? entries;

    /// <summary>Told of each metric and its name in logs when it was made.</summary>
    public Action<string, Metric>? Created { get; init; }

    public MetricArgument? Metrics => metrics;

    public MetricArgument? Weighted => weighted;

    /// <summary>The names in logs; before the first step of a model with several outputs, as they were given.</summary>
    public IEnumerable<string> Names => entries?.Select(entry => entry.Name)
        ?? Flat(metrics).Concat(Flat(weighted)).Select(metric => metric.Name);

    /// <summary>The metrics that saw shapes, with their names in logs.</summary>
    public IEnumerable<(string Name, Metric Metric)> Resolved =>
        from entry in entries ?? [] where entry.Argument.Resolved != null select (entry.Name, entry.Argument.Resolved!);

    /// <summary>Finds the metrics of the outputs.</summary>
    /// <exception cref="ArgumentException">A metric names no output, or their number differs.</exception>
    public void Resolve(int outputs) => entries ??= Build(outputs);

    /// <summary>Takes a batch into account.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="predictions">The outputs.</param>
    /// <param name="loss">The losses, which know the outputs that targets belong to; null without losses.</param>
    /// <exception cref="ArgumentException">The targets do not fit the outputs.</exception>
    public void Update(Batch batch, Tensors predictions, CompiledLoss? loss)
    {
        Resolve(predictions.Count);
        foreach (Entry entry in entries!)
        {
            Tensor? own = loss != null ? loss.TargetOf(entry.Output, batch, predictions) : entry.Output < batch.Y.Count ? batch.Y[entry.Output] : null;
            Tensor target = own ?? throw new ArgumentException(
                $"{model} — metric {entry.Name} needs targets for output {Text.Of(entry.Output)}. Received {Text.Of(batch.Y.Count)} targets; pass y for every output.");
            Tensor prediction = predictions[entry.Output];
            Metric metric = Resolve(entry, target.Shape, prediction.Shape);
            metric.PlaceOn(prediction.Device);
            metric.UpdateState(target, prediction, entry.IsWeighted ? batch.WeightFor(entry.Output) : null);
        }
    }

    private Metric Resolve(Entry entry, Shape target, Shape prediction)
    {
        if (entry.Argument.Resolved is { } known && created.Contains(entry.Name))
        {
            return known;
        }

        Metric metric = entry.Argument.Resolve(target, prediction);
        created.Add(entry.Name);
        Created?.Invoke(entry.Name, metric);
        return metric;
    }

    private static IEnumerable<MetricArgument> Flat(MetricArgument? argument) => argument?.Flat() ?? [];

    private Entry[] Build(int outputs)
    {
        var result = new List<Entry>();
        var used = new NameCounts();
        foreach (var (output, metric) in PerOutput(metrics, outputs))
        {
            result.Add(new Entry(output, metric, used.Next(InOutput(output, outputs, metric.Name)), IsWeighted: false));
        }

        foreach (var (output, metric) in PerOutput(weighted, outputs))
        {
            string name = InOutput(output, outputs, metric.Name);
            name = used.IsTaken(name) ? InOutput(output, outputs, "weighted_" + metric.Name) : name;
            result.Add(new Entry(output, metric, used.Next(name), IsWeighted: true));
        }

        return [.. result];
    }

    private string InOutput(int output, int outputs, string name) =>
        outputs > 1 && outputNames != null ? $"{outputNames[output]}_{name}" : name;

    private IEnumerable<(int Output, MetricArgument Metric)> PerOutput(MetricArgument? argument, int outputs)
    {
        if (argument == null)
        {
            return [];
        }

        if (outputs == 1)
        {
            return argument.Flat().Select(metric => (0, metric));
        }

        if (argument.ByOutput is { } byOutput)
        {
            return byOutput
                .Select(pair => (OutputNames.IndexOf(pair.Key, outputNames, outputs, "metrics", model), pair.Value))
                .OrderBy(pair => pair.Item1)
                .SelectMany(pair => pair.Value.Flat().Select(metric => (pair.Item1, metric)));
        }

        if (argument.Several is not { } several || several.Count != outputs)
        {
            throw new ArgumentException(
                $"{model} — the model has {Text.Of(outputs)} outputs: metrics are a list with an entry, or a list of its own, for each, or a dictionary by their names. "
                + $"Received {Text.Of(argument.Count())}.");
        }

        return several.SelectMany((entry, output) => Flat(entry).Select(metric => (output, metric)));
    }

    private readonly record struct Entry(int Output, MetricArgument Argument, string Name, bool IsWeighted);
}
