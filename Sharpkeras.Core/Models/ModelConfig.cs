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
        _ => (Layer)KerasRegistry.Deserialize(typeof(Layer), serialized),
    };
}
