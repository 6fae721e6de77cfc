using System.Collections;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Sharpkeras.Diagnostics;
using Sharpkeras.Metrics;
using Sharpkeras.Serialization;

namespace Sharpkeras.Models;

/// <summary>
/// Metrics as <c>Compile</c> takes them: <c>["accuracy"]</c>. An entry is a metric's name or object; where a model has several outputs
/// the list has one entry for each, which may itself be a list, or there is a dictionary by the outputs' names. "accuracy" is resolved
/// when the shapes are known.
/// </summary>
[CollectionBuilder(typeof(MetricArgument), nameof(Create))]
public sealed class MetricArgument : IEnumerable<MetricArgument?>
{
    private readonly string? name;
    private Metric? metric;

    private MetricArgument(Metric? metric, string? name)
    {
        this.metric = metric;
        this.name = name;
    }

    private MetricArgument(MetricArgument?[]? several, IReadOnlyDictionary<string, MetricArgument>? byOutput)
    {
        Several = several;
        ByOutput = byOutput;
    }

    /// <summary>The metric's name in logs; empty for several.</summary>
    public string Name => name ?? metric?.Name ?? "";

    /// <summary>The entries of a list.</summary>
    internal IReadOnlyList<MetricArgument?>? Several { get; }

    /// <summary>Metrics by the names of outputs.</summary>
    internal IReadOnlyDictionary<string, MetricArgument>? ByOutput { get; }

    /// <summary>The metric, once the shapes were known.</summary>
    internal Metric? Resolved => metric;

    /// <summary>A metric by its Keras name.</summary>
    /// <exception cref="ArgumentException">No metric has that name.</exception>
    public static implicit operator MetricArgument(string name)
    {
        if (!MetricNames.Names.Contains(name) && KerasRegistry.FindByAnyName(typeof(Metric), name) == null)
        {
            throw new ArgumentException($"metric — no such name. {Nearest.Describe(name, MetricNames.Names)}", nameof(name));
        }

        return new MetricArgument(null, name);
    }

    /// <summary>A metric as an object.</summary>
    public static implicit operator MetricArgument(Metric metric) => new(metric, null);

    /// <summary>A list of metrics.</summary>
    public static implicit operator MetricArgument(MetricArgument[] metrics) => Create(metrics);

    /// <summary>Metrics by the names of outputs.</summary>
    public static implicit operator MetricArgument(Dictionary<string, MetricArgument> byOutput) => new(null, byOutput);

    /// <summary>A list of metrics by their Keras names.</summary>
    /// <exception cref="ArgumentException">No metric has that name.</exception>
    public static implicit operator MetricArgument(string[] names) => Create([.. names.Select(name => (MetricArgument?)name)]);

    /// <summary>A list of metrics; null for an output without.</summary>
    public static MetricArgument Create(ReadOnlySpan<MetricArgument?> metrics) => new(metrics.ToArray(), null);

    /// <summary>The entries of a list or dictionary, or this one.</summary>
    public IEnumerator<MetricArgument?> GetEnumerator() =>
        (Several ?? ByOutput?.Values ?? (IEnumerable<MetricArgument?>)[this]).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>All single metrics in it.</summary>
    internal IEnumerable<MetricArgument> Flat() =>
        Several == null && ByOutput == null ? [this] : this.SelectMany(entry => entry?.Flat() ?? []);

    /// <summary>The metric for targets and predictions of these shapes; the same one at each call.</summary>
    internal Metric Resolve(Shape target, Shape prediction) => metric ??= MetricNames.Resolve(name!, target, prediction);

    internal static MetricArgument? FromConfig(JsonNode? node)
    {
        switch (node)
        {
            case null: return null;
            case JsonValue text: return text.GetValue<string>();
            case JsonArray list: return Create([.. list.Select(FromConfig)]);
        }

        JsonObject serialized = node.AsObject();
        if (!serialized.ContainsKey("class_name"))
        {
            return serialized.ToDictionary(pair => pair.Key, pair => FromConfig(pair.Value)!);
        }

        // TF-Keras wraps functions: their name says which metric it is.
        return serialized["config"] is JsonObject config && config["fn"] is JsonValue function
            ? new MetricArgument((Metric)function.GetValue<string>(), null)
            : (Metric)KerasRegistry.Deserialize(typeof(Metric), node);
    }

    /// <summary>The name, or the serialised object; without the module, as legacy files hold it, on request.</summary>
    internal JsonNode ToConfig(bool legacy)
    {
        if (Several != null)
        {
            return new JsonArray([.. Several.Select(each => each?.ToConfig(legacy))]);
        }

        if (ByOutput != null)
        {
            return new JsonObject(ByOutput.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value.ToConfig(legacy))));
        }

        return name != null
            ? JsonValue.Create(name)
            : legacy ? new JsonObject { ["class_name"] = metric!.ClassName, ["config"] = metric.GetConfig() } : ConfigJson.Serialize(metric!);
    }
}
