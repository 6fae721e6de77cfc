using System.Text.Json.Nodes;
using Sharpkeras.Diagnostics;
using Sharpkeras.Losses;
using Sharpkeras.Serialization;

namespace Sharpkeras.Metrics;

/// <summary>Metrics by Keras's names and abbreviations.</summary>
internal static class MetricNames
{
    private static readonly Dictionary<string, string> Short = new(LossAbbreviations.LongNames)
    {
        ["logcosh"] = "log_cosh_error",
        ["log_cosh"] = "log_cosh_error",
        ["fbeta_score"] = "f_beta_score",
    };

    private static readonly string[] Accuracies = ["accuracy", "acc"];

    private static readonly string[] Crossentropies = ["crossentropy", "ce"];

    /// <summary>All names, those included that are resolved by the shapes of targets and predictions.</summary>
    public static IEnumerable<string> Names => KerasRegistry.Classes(typeof(Metric))
        .Select(each => SnakeCase.Of(each.Name))
        .Concat(Short.Keys)
        .Concat(Accuracies)
        .Concat(Crossentropies);

    /// <summary>The metric of a name, which it has in logs too.</summary>
    /// <exception cref="ArgumentException">No metric has that name, or it needs arguments.</exception>
    public static Metric Get(string name)
    {
        KerasClass found = KerasRegistry.FindByAnyName(typeof(Metric), Short.GetValueOrDefault(name, name))
            ?? throw new ArgumentException($"metric — no such name. {Nearest.Describe(name, Names)}");
        return (Metric)Config.Create(found.Type, Config.Takes(found.Type, "name") ? new JsonObject { ["name"] = name } : []);
    }

    /// <summary>The metric of a name, where "accuracy" and "crossentropy" are those that fit the shapes, as Keras decides.</summary>
    public static Metric Resolve(string name, Shape target, Shape prediction)
    {
        bool accuracy = Accuracies.Contains(name.ToLowerInvariant());
        if (!accuracy && !Crossentropies.Contains(name.ToLowerInvariant()))
        {
            return Get(name);
        }

        return TargetKinds.Of(target, prediction) switch
        {
            TargetKind.Binary => accuracy ? new BinaryAccuracy(name) : new BinaryCrossentropy(name),
            TargetKind.ClassNumbers => accuracy ? new SparseCategoricalAccuracy(name) : new SparseCategoricalCrossentropy(name),
            _ => accuracy ? new CategoricalAccuracy(name) : new CategoricalCrossentropy(name),
        };
    }
}
