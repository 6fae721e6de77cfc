using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sharpkeras.Callbacks;
using Sharpkeras.Diagnostics;
using Sharpkeras.Serialization;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Goldens;

/// <summary>What a whole training needs, and its callbacks.</summary>
internal static class FitNeeds
{
    public static IEnumerable<string> Of(JsonObject json) =>
    [
        .. ConfigNeeds.Of(json["model"]!.AsObject()),
        .. ModelCompilation.Needs(json["compile"] as JsonObject),
        .. json["fit"]!.AsObject().Select(pair => $"fit.{pair.Key}"),
        .. CallbackConfigs(json).SelectMany(OfCallback),
    ];

    /// <summary>The callbacks of a case, made by the parameters of their constructors; their files lie in a folder.</summary>
    public static IEnumerable<Callback> Callbacks(JsonObject json, TemporaryFolder folder) =>
        CallbackConfigs(json).Select(serialized => Create(serialized, folder));

    private static IEnumerable<JsonObject> CallbackConfigs(JsonObject json) =>
        (json["callbacks"] as JsonArray ?? []).Select(callback => callback!.AsObject());

    private static IEnumerable<string> OfCallback(JsonObject serialized)
    {
        string name = $"callbacks.{serialized["class_name"]}";
        JsonObject config = serialized["config"]!.AsObject();
        IEnumerable<string> formats = config["filepath"] is JsonValue path && path.GetValue<string>().EndsWith(".keras", StringComparison.Ordinal)
            ? ["saving.keras"]
            : [];
        return [name, .. ConfigNeeds.OfArguments(name, ProductNames.Find(name), config), .. formats];
    }

    private static Callback Create(JsonObject serialized, TemporaryFolder folder)
    {
        Type type = ProductNames.Find($"callbacks.{serialized["class_name"]}")!;
        ConstructorInfo constructor = type.GetConstructors().MaxBy(candidate => candidate.GetParameters().Length)!;
        JsonObject config = serialized["config"]!.AsObject();
        return (Callback)constructor.Invoke([.. constructor.GetParameters().Select(parameter => Argument(parameter, config, folder))]);
    }

    private static object? Argument(ParameterInfo parameter, JsonObject config, TemporaryFolder folder)
    {
        if (!config.TryGetPropertyValue(SnakeCase.Of(parameter.Name!), out JsonNode? value))
        {
            return parameter.DefaultValue;
        }

        if (parameter.Name is "filename" or "filepath")
        {
            return folder.File(value!.GetValue<string>());
        }

        return parameter.ParameterType == typeof(Func<int, double, double>)
            ? PythonExpression.Function(value!.GetValue<string>(), "epoch", "lr")
            : ConfigJson.Read(parameter.ParameterType, value);
    }
}
