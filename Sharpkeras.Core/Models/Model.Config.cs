using System.Text.Json;
using System.Text.Json.Nodes;
using Sharpkeras.Serialization;

namespace Sharpkeras.Models;

/// <summary>A model as JSON, in Keras's form.</summary>
public abstract partial class Model
{
    /// <summary>
    /// The model's structure as Keras's <c>to_json</c> writes it, on one line: layers and their arguments, and how it is compiled; no weights.
    /// </summary>
    /// <example><code>Model again = Model.FromJson(model.ToJson());</code></example>
    public string ToJson() => PythonJson.Write(ConfigJson.Serialize(this));

    /// <summary>A new model of a structure as JSON, with fresh weights; compiled where the text says how.</summary>
    /// <param name="json">What <see cref="ToJson"/> or Keras's <c>to_json</c> gave.</param>
    /// <exception cref="ArgumentException">It is no JSON of a model, or it names something that does not exist here.</exception>
    public static Model FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        JsonObject serialized;
        try
        {
            serialized = PythonJson.ReadObject(json);
        }
        catch (JsonException exception)
        {
            throw new ArgumentException($"Model.FromJson — the text is no JSON of a model: {exception.Message} Pass what model.ToJson() gave.", nameof(json), exception);
        }

        Model model = ModelConfig.FromConfig(serialized);
        ModelConfig.Compile(model, serialized["compile_config"] as JsonObject, "Model.FromJson — the model");
        return model;
    }

    /// <inheritdoc/>
    internal override void AddBesideConfig(JsonObject serialized)
    {
        base.AddBesideConfig(serialized);
        serialized["compile_config"] = Compiled ? CompileConfig() : new JsonObject();
    }

    /// <summary>What legacy files keep of the compilation: objects without their modules, the optimizer last.</summary>
    internal JsonObject LegacyCompileConfig()
    {
        JsonObject config = LossesAndMetrics(legacy: true);
        config["optimizer_config"] = new JsonObject { ["class_name"] = Optimizer.ClassName, ["config"] = Optimizer.GetConfig() };
        return config;
    }

    private JsonObject CompileConfig()
    {
        JsonObject config = LossesAndMetrics(legacy: false);
        config.Insert(0, "optimizer", ConfigJson.Serialize(Optimizer));
        return config;
    }

    private JsonObject LossesAndMetrics(bool legacy) => new()
    {
        ["loss"] = compiledLoss?.Argument.ToConfig(legacy),
        ["loss_weights"] = compiledLoss?.Weights?.ToConfig(),
        ["metrics"] = compiledMetrics?.Metrics?.ToConfig(legacy),
        ["weighted_metrics"] = compiledMetrics?.Weighted?.ToConfig(legacy),
        ["run_eagerly"] = false,
        ["steps_per_execution"] = 1,
        ["jit_compile"] = false,
    };
}
