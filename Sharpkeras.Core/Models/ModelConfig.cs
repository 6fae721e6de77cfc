using System.Text.Json.Nodes;
using Sharpkeras.Layers;
using Sharpkeras.Serialization;

namespace Sharpkeras.Models;

/// <summary>Models and layers from their serialised form. Sequential and functional models have forms of their own.</summary>
internal static class ModelConfig
{
    /// <summary>A layer, which may be a model.</summary>
    /// <exception cref="ArgumentException">The class is unknown, or its config does not fit.</exception>
    public static Layer LayerFrom(JsonObject serialized) => KerasRegistry.ClassNameOf(serialized) switch
    {
        nameof(Sequential) => Sequential.FromConfig(serialized["config"]!.AsObject()),
        nameof(Functional) or "Model" => Functional.FromConfig(serialized["config"]!.AsObject()),
        nameof(InputLayer) => (Layer)KerasRegistry.Deserialize(typeof(InputLayer), WithBatchShape(serialized)),
        _ => (Layer)KerasRegistry.Deserialize(typeof(Layer), serialized),
    };

    /// <summary>Before Keras 3 the shape was called <c>batch_input_shape</c>.</summary>
    private static JsonObject WithBatchShape(JsonObject serialized)
    {
        if (serialized["config"] is not JsonObject config || config.ContainsKey("batch_shape") || !config.ContainsKey("batch_input_shape"))
        {
            return serialized;
        }

        var copy = (JsonObject)serialized.DeepClone();
        JsonObject own = copy["config"]!.AsObject();
        own["batch_shape"] = own["batch_input_shape"]!.DeepClone();
        own.Remove("batch_input_shape");
        return copy;
    }
}
