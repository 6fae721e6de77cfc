using System.Text.Json.Nodes;
using Sharpkeras.Diagnostics;
using Sharpkeras.Metrics;
using Sharpkeras.Serialization;

namespace Sharpkeras.Models;

/// <summary>A metric as <c>Compile</c> takes it: by name, or as an object. "accuracy" is resolved when the shapes are known.</summary>
public sealed class MetricArgument
{
    private readonly string? name;
    private Metric? metric;

    private MetricArgument(Metric? metric, string? name)
    {
        this.metric = metric;
        this.name = name;
    }

    /// <summary>The metric's name in logs.</summary>
    public string Name => metric?.Name ?? name!;

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

    /// <summary>The metric, once the shapes were known.</summary>
    internal Metric? Resolved => metric;

    /// <summary>The metric for targets and predictions of these shapes; the same one at each call.</summary>
    internal Metric Resolve(Shape target, Shape prediction) => metric ??= MetricNames.Resolve(name!, target, prediction);

    internal static MetricArgument FromConfig(JsonNode node)
    {
        if (node is JsonValue text)
        {
            return text.GetValue<string>();
        }

        // TF-Keras wraps functions: their name says which metric it is.
        JsonObject serialized = node.AsObject();
        return serialized["config"] is JsonObject config && config["fn"] is JsonValue function
            ? new MetricArgument((Metric)function.GetValue<string>(), null)
            : (Metric)KerasRegistry.Deserialize(typeof(Metric), node);
    }

    /// <summary>The name, or class and config without the module, as legacy files hold it.</summary>
    internal JsonNode ToLegacyConfig() => name != null
        ? JsonValue.Create(name)
        : new JsonObject { ["class_name"] = metric!.ClassName, ["config"] = metric.GetConfig() };
}
