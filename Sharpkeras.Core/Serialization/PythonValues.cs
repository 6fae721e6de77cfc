using System.Text.Json.Nodes;

namespace Sharpkeras.Serialization;

/// <summary>Values that JSON has no form for, as Keras writes them: tuples, shapes, functions; and names of before Keras 3.</summary>
internal static class PythonValues
{
    /// <summary>A copy in which tuples and shapes are lists, functions of Keras are their names, and inputs tell their shape as today.</summary>
    public static JsonObject Plain(JsonObject serialized) => (JsonObject)Copy(serialized)!;

    private static JsonNode? Copy(JsonNode? node) => node switch
    {
        JsonArray items => new JsonArray([.. items.Select(Copy)]),
        JsonObject own => Special(own) ?? Renamed(new JsonObject(own.Select(pair => KeyValuePair.Create(pair.Key, Copy(pair.Value))))),
        _ => node?.DeepClone(),
    };

    /// <summary>TF-Keras's input layers have <c>batch_input_shape</c>, Keras 3's <c>batch_shape</c>.</summary>
    private static JsonObject Renamed(JsonObject own)
    {
        if (own["class_name"]?.ToString() == "InputLayer" && own["config"] is JsonObject config && config["batch_input_shape"] is { } shape)
        {
            config.Remove("batch_input_shape");
            config["batch_shape"] ??= shape;
        }

        return own;
    }

    private static JsonNode? Special(JsonObject own) => own["class_name"] is not JsonValue name ? null : name.ToString() switch
    {
        "__tuple__" or "TensorShape" when own["items"] is JsonArray items => Copy(items),
        "function" when own["config"] is JsonValue function => function.DeepClone(),
        _ => null,
    };
}
