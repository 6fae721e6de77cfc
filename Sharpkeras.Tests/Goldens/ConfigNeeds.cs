using System.Text.Json;
using System.Text.Json.Nodes;
using Sharpkeras.Models;
using Sharpkeras.Serialization;

namespace Sharpkeras.Tests.Goldens;

/// <summary>The names of classes, activations and arguments that a Keras config needs.</summary>
internal static class ConfigNeeds
{
    private const string Policy = "DTypePolicy";

    /// <summary>The names for a serialised object, and for all objects inside.</summary>
    public static IEnumerable<string> Of(JsonObject serialized)
    {
        string className = KerasRegistry.ClassNameOf(serialized);
        JsonObject config = serialized["config"] as JsonObject ?? [];
        if (className is "__tensor__" or "__numpy__")
        {
            return [];
        }

        if (className == Policy)
        {
            return [$"dtype.{config["name"]}"];
        }

        if (serialized["module"]?.ToString() == "builtins" || className == "function")
        {
            return [$"activations.{serialized["config"]}"];
        }

        string name = ProductNames.PrefixOf(serialized["module"]?.ToString()) + className;
        Type? type = ProductNames.Find(name);
        return Inside(config).Concat(OfArguments(name, type, config)).Prepend(name);
    }

    /// <summary>The names for a config's arguments, where its class exists.</summary>
    public static IEnumerable<string> OfArguments(string name, Type? type, JsonObject config)
    {
        if (type == null || type == typeof(Sequential) || type == typeof(Functional))
        {
            yield break;
        }

        foreach (string key in Config.UnknownKeys(type, config))
        {
            yield return $"{name}.{key}";
        }

        foreach (var (key, value) in config)
        {
            Type? plain = Config.TypeOf(type, key) is { } own ? Nullable.GetUnderlyingType(own) ?? own : null;
            if (plain is { IsEnum: true } && plain != typeof(DType) && value is JsonValue word)
            {
                yield return $"{name}.{key}={word}";
            }
        }
    }

    private static IEnumerable<string> Inside(JsonNode? node) => node switch
    {
        JsonArray items => items.SelectMany(Inside),
        JsonObject { } own when own.ContainsKey("class_name") => Of(own),
        JsonObject own => own.SelectMany(pair => Entry(pair.Key, pair.Value)),
        _ => [],
    };

    private static IEnumerable<string> Entry(string key, JsonNode? value) => key switch
    {
        "build_config" or "build_input_shape" or "compile_config" => [],
        _ when key.EndsWith("activation", StringComparison.Ordinal) && IsText(value) => [$"activations.{value}"],
        "dtype" when IsText(value) => [$"dtype.{value}"],
        _ => Inside(value),
    };

    private static bool IsText(JsonNode? value) => value?.GetValueKind() == JsonValueKind.String;
}
