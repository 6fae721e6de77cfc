using System.Text.Json.Nodes;
using Sharpkeras.Diagnostics;
using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Serialization;

namespace Sharpkeras.Saving;

/// <summary>The JSON of whole models in files: as legacy files strip it, and with the ids that archives have.</summary>
internal static class ModelJson
{
    /// <summary>What a legacy file keeps of a layer that stands in a model.</summary>
    private static readonly HashSet<string> LegacyMembers = ["class_name", "config", "name", "inbound_nodes"];

    /// <summary>Layers whose initializers Keras serialises twice, once for their cell, which is left out afterwards; so they have ids.</summary>
    private static readonly HashSet<string> WithCells = ["LSTM", "GRU", "SimpleRNN"];

    private static readonly string[] InitializersOfCells = ["kernel_initializer", "recurrent_initializer", "bias_initializer"];

    /// <summary>The model of a file's JSON, with fresh weights.</summary>
    /// <exception cref="ModelFileException">It cannot be made.</exception>
    public static Model Model(JsonObject serialized, string path)
    {
        try
        {
            return ModelConfig.FromConfig(serialized);
        }
        catch (Exception exception) when (ModelConfig.IsOfConfig(exception))
        {
            throw new ModelFileException($"load — the model in '{path}' cannot be made: {exception.Message}", exception);
        }
    }

    /// <summary>A model as legacy files hold it: its layers have neither module nor build shapes, nor have those of models inside.</summary>
    public static JsonObject Legacy(Model model)
    {
        JsonObject serialized = ConfigJson.Serialize(model);
        StripLayers(serialized);
        return Stripped(serialized);
    }

    /// <summary>
    /// A model as archives hold it. Keras marks objects that it meets again with an id: layers that are used twice, and, since its layers share
    /// one object for their type, all types but the first.
    /// </summary>
    public static JsonObject Archive(Model model)
    {
        JsonObject serialized = SharedObjects.Write(typeof(Layer), () => ConfigJson.Serialize(model));
        long type = FirstFree(serialized);
        new TypeIds(type).Mark(serialized);
        long next = type + 1;
        foreach (JsonObject initializer in Initializers(serialized))
        {
            initializer["shared_object_id"] = next++;
        }

        return serialized;
    }

    private static void StripLayers(JsonNode? node)
    {
        foreach (JsonNode? inner in Children(node))
        {
            StripLayers(inner);
        }

        if (node is JsonObject own && own["class_name"]?.ToString() is "Sequential" or "Functional" && own["config"]?["layers"] is JsonArray layers)
        {
            for (int i = 0; i < layers.Count; i++)
            {
                layers[i] = Stripped(layers[i]!.AsObject());
            }
        }
    }

    private static JsonObject Stripped(JsonObject layer) =>
        new(layer.Where(pair => LegacyMembers.Contains(pair.Key)).Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone())));

    private static long FirstFree(JsonObject serialized) => Descendants(serialized)
        .Select(own => own["shared_object_id"]?.GetValue<long>() ?? 0)
        .Max() + 1;

    private static IEnumerable<JsonObject> Initializers(JsonObject serialized) =>
        from layer in Descendants(serialized)
        where WithCells.Contains(layer["class_name"]?.ToString() ?? "") && layer["config"] is JsonObject
        from name in InitializersOfCells
        let initializer = layer["config"]![name] as JsonObject
        where initializer != null
        select initializer;

    private static IEnumerable<JsonObject> Descendants(JsonNode? node) =>
        Children(node).SelectMany(Descendants).Concat(node is JsonObject own ? [own] : []);

    private static IEnumerable<JsonNode?> Children(JsonNode? node) => node switch
    {
        JsonObject members => [.. members.Select(pair => pair.Value)],
        JsonArray items => [.. items],
        _ => [],
    };

    /// <summary>Marks float32's objects in the order in which Keras meets them: a Sequential's layers stand before its own type.</summary>
    private sealed class TypeIds(long id)
    {
        private bool met;

        public void Mark(JsonNode? node)
        {
            if (node is JsonObject own && own["class_name"]?.ToString() == "DTypePolicy")
            {
                MarkType(own);
                return;
            }

            bool layersFirst = node is JsonObject model && model["layers"] is JsonArray && model["dtype"] is JsonObject;
            foreach (JsonNode? inner in layersFirst ? Children(node).OrderBy(child => child is JsonArray ? 0 : 1) : Children(node))
            {
                Mark(inner);
            }
        }

        private void MarkType(JsonObject policy)
        {
            if (policy["config"]?["name"]?.ToString() != "float32" || IsOfCopy(policy))
            {
                return;
            }

            if (met)
            {
                policy["shared_object_id"] = id;
            }

            met = true;
        }

        /// <summary>Bidirectional makes its layers from a config, and those have types of their own.</summary>
        private static bool IsOfCopy(JsonObject policy) =>
            policy.Parent?.Parent is JsonObject { Parent: JsonObject { } outer } layer
            && (ReferenceEquals(outer["backward_layer"], layer) || (outer.ContainsKey("backward_layer") && ReferenceEquals(outer["layer"], layer)));
    }
}
