using System.Text.Json.Nodes;
using Sharpkeras.Models;
using Sharpkeras.Optimizers;
using Sharpkeras.Serialization;

namespace Sharpkeras.Saving;

/// <summary>Compiles a model from the training_config of a legacy file.</summary>
internal static class LegacyTrainingConfig
{
    public static void Compile(Model model, JsonObject training)
    {
        var optimizer = (Optimizer)KerasRegistry.Deserialize(typeof(Optimizer), Modern(training["optimizer_config"]!.AsObject()));
        model.Compile(
            optimizer,
            LossArgument.FromConfig(training["loss"]),
            LossWeights.FromConfig(training["loss_weights"]),
            MetricArgument.FromConfig(training["metrics"]),
            MetricArgument.FromConfig(training["weighted_metrics"]));
    }

    /// <summary>Names of older versions: <c>lr</c> for the learning rate.</summary>
    private static JsonObject Modern(JsonObject serialized)
    {
        var copy = (JsonObject)serialized.DeepClone();
        if (copy["config"] is JsonObject config && config["lr"] is { } rate)
        {
            config.Remove("lr");
            config["learning_rate"] ??= rate;
        }

        return copy;
    }
}
