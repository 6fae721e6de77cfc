using Sharpkeras.Diagnostics;
using Sharpkeras.Serialization;

namespace Sharpkeras.Metrics;

/// <summary>Metrics by Keras's names.</summary>
internal static class MetricNames
{
    /// <summary>All names, those included that are resolved by the shapes of targets and predictions.</summary>
    public static IEnumerable<string> Names =>
        KerasRegistry.Names(typeof(Metric)).Select(type => SnakeCase.Of(type.Name)).Concat(["accuracy", "acc"]);

    public static Metric Get(string name)
    {
        Type type = KerasRegistry.FindByAnyName(typeof(Metric), name)
            ?? throw new ArgumentException($"metric — no such name. {Nearest.Describe(name, Names)}");
        return (Metric)Config.Create(type, []);
    }

    /// <summary>
    /// What "accuracy" means for these shapes, as Keras decides: one output is binary, fewer axes (or a last axis of 1) in the targets
    /// mean class numbers, else the targets are one-hot.
    /// </summary>
    public static Metric Resolve(string name, Shape target, Shape prediction)
    {
        if (name is not ("accuracy" or "acc"))
        {
            return Get(name);
        }

        if (prediction[^1] == 1)
        {
            return new BinaryAccuracy(name: name);
        }

        return target.Rank < prediction.Rank || target[^1] == 1
            ? new SparseCategoricalAccuracy(name)
            : new CategoricalAccuracy(name);
    }
}
