using System.Text.Json.Nodes;
using Sharpkeras.Diagnostics;
using Sharpkeras.Layers;
using Sharpkeras.Optimizers;
using Sharpkeras.Serialization;

namespace Sharpkeras.Models;

/// <summary>Models from their serialised form, of any version of Keras and of any class; and their compilation.</summary>
internal static class ModelConfig
{
    /// <summary>
    /// A model from its serialised form: class and config, built where the file tells the shape of the input. Classes of one's own are found
    /// when they are registered.
    /// </summary>
    /// <exception cref="ArgumentException">The class is unknown, or the config does not fit.</exception>
    public static Model FromConfig(JsonObject serialized)
    {
        JsonObject plain = PythonValues.Plain(serialized);
        return SharedObjects.Read(typeof(Layer), () => Create(plain));
    }

    /// <summary>A layer of a model, which may be a model itself.</summary>
    /// <exception cref="ArgumentException">The class is unknown, or its config does not fit.</exception>
    public static Layer LayerFrom(JsonObject serialized) => KerasRegistry.Find(typeof(Model), ClassOf(serialized)) != null
        ? Create(serialized)
        : (Layer)KerasRegistry.Deserialize(typeof(Layer), serialized);

    /// <summary>Compiles a model by what a file says. What cannot be made here leaves the model as it is, with a warning.</summary>
    /// <param name="model">The model.</param>
    /// <param name="config">Keras's <c>compile_config</c>; null or empty where the model was not compiled.</param>
    /// <param name="owner">What warnings call it.</param>
    /// <returns>Whether the model is compiled now.</returns>
    public static bool Compile(Model model, JsonObject? config, string owner)
    {
        if (config == null || config.Count == 0)
        {
            return false;
        }

        try
        {
            JsonObject plain = PythonValues.Plain(config);
            model.Compile(
                OptimizerOf(plain["optimizer"], owner),
                LossArgument.FromConfig(plain["loss"]),
                LossWeights.FromConfig(plain["loss_weights"]),
                MetricArgument.FromConfig(plain["metrics"]),
                MetricArgument.FromConfig(plain["weighted_metrics"]));
            return true;
        }
        catch (Exception exception) when (IsOfConfig(exception))
        {
            Log.Warn($"{owner} is loaded without its compilation: {exception.Message} Call model.Compile before training.");
            return false;
        }
    }

    /// <summary>The errors that a config can lead to, whatever stands in it.</summary>
    public static bool IsOfConfig(Exception exception) =>
        exception is ArgumentException or InvalidOperationException or NullReferenceException or FormatException or InvalidCastException or OverflowException
            or NotSupportedException or IndexOutOfRangeException or KeyNotFoundException or OutOfMemoryException or System.Text.Json.JsonException;

    private static Model Create(JsonObject serialized)
    {
        var model = (Model)KerasRegistry.Deserialize(typeof(Model), Current(serialized));
        if (!model.Built && serialized["build_config"] is JsonObject build && build["input_shape"] is JsonArray shape)
        {
            BuildFor(model, shape);
        }

        return model;
    }

    /// <summary>Builds by a symbolic call, which also makes the weights of layers in fields.</summary>
    private static void BuildFor(Model model, JsonArray shape)
    {
        TensorSpec[] inputs = shape.All(dimension => dimension is not JsonArray)
            ? [new TensorSpec(ShapeOf(shape), DType.Float32)]
            : [.. shape.Select(each => new TensorSpec(ShapeOf(each!), DType.Float32))];
        Symbolic.Infer(model, inputs);
    }

    private static Shape ShapeOf(JsonNode node) => (Shape)ConfigJson.Read(typeof(Shape), node)!;

    /// <summary>Older spellings: a bare list of layers, and the functional model under the name of its base class.</summary>
    private static JsonObject Current(JsonObject serialized)
    {
        string name = ClassOf(serialized);
        bool list = serialized["config"] is JsonArray;
        if (!list && name == KerasRegistry.ClassNameOf(serialized))
        {
            return serialized;
        }

        var copy = (JsonObject)serialized.DeepClone();
        copy["class_name"] = name;
        copy["config"] = list ? new JsonObject { ["layers"] = serialized["config"]!.DeepClone() } : copy["config"]?.DeepClone();
        return copy;
    }

    private static string ClassOf(JsonObject serialized)
    {
        string name = KerasRegistry.ClassNameOf(serialized);
        return name == nameof(Model) && serialized["config"] is JsonObject config && config.ContainsKey("input_layers") ? "Functional" : name;
    }

    private static Optimizer? OptimizerOf(JsonNode? node, string owner)
    {
        if (node == null)
        {
            Log.Warn($"{owner} was saved without its optimizer. RMSprop is taken, as in Keras; call model.Compile for another.");
            return null;
        }

        if (node is JsonObject serialized && serialized["config"] is JsonObject config && config["lr"] is { } rate)
        {
            // the name up to Keras 2.2
            config.Remove("lr");
            config["learning_rate"] ??= rate;
        }

        return (Optimizer)KerasRegistry.Deserialize(typeof(Optimizer), node);
    }
}
