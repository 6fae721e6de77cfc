using System.Text.Json;
using System.Text.Json.Nodes;
using Sharpkeras.Models;
using Sharpkeras.Optimizers;
using Sharpkeras.Serialization;

namespace Sharpkeras.Tests.Goldens;

/// <summary>Compiles a model as Keras's <c>get_compile_config</c> says.</summary>
internal static class ModelCompilation
{
    /// <summary>Entries that say how Keras runs a step, not what comes out of it.</summary>
    private static readonly string[] Execution = ["run_eagerly", "steps_per_execution", "jit_compile", "auto_scale_loss"];

    public static void Compile(Model model, JsonObject config) => model.Compile(
        (Optimizer)KerasRegistry.Deserialize(typeof(Optimizer), config["optimizer"]!),
        LossArgument.FromConfig(config["loss"]),
        LossWeights.FromConfig(config["loss_weights"]),
        MetricArgument.FromConfig(config["metrics"]),
        MetricArgument.FromConfig(config["weighted_metrics"]));

    /// <summary>The names that it needs; none where a model is not compiled.</summary>
    public static IEnumerable<string> Needs(JsonObject? config) => config?.SelectMany(pair => Entry(pair.Key, pair.Value)) ?? [];

    private static IEnumerable<string> Entry(string key, JsonNode? value)
    {
        if (value == null || Execution.Contains(key))
        {
            return [];
        }

        string kind = key switch
        {
            "loss" => "losses",
            "metrics" or "weighted_metrics" => "metrics",
            _ => "",
        };
        return Objects(kind, value).Prepend($"compile.{key}");
    }

    /// <summary>Legacy files leave out the module, which says whether a name is a loss or a metric.</summary>
    private static JsonObject WithModule(string kind, JsonObject serialized)
    {
        var copy = (JsonObject)serialized.DeepClone();
        copy["module"] ??= $"keras.{kind}";
        return copy;
    }

    private static IEnumerable<string> Objects(string kind, JsonNode? value) => value switch
    {
        JsonObject serialized when serialized.ContainsKey("class_name") => ConfigNeeds.Of(WithModule(kind, serialized)),
        JsonObject byOutput => byOutput.SelectMany(pair => Objects(kind, pair.Value)),
        JsonArray several => several.SelectMany(item => Objects(kind, item)),
        JsonValue name when kind.Length > 0 && name.GetValueKind() == JsonValueKind.String => [$"{kind}.{name}"],
        _ => [],
    };
}
