using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sharpkeras.Callbacks;
using Sharpkeras.Diagnostics;
using Sharpkeras.Serialization;

namespace Sharpkeras.Tests.Goldens;

/// <summary>What a whole training needs, and its callbacks.</summary>
internal static class FitNeeds
{
    public static IEnumerable<string> Of(JsonObject json) =>
    [
        .. ConfigNeeds.Of(json["model"]!.AsObject()),
        .. ModelCompilation.Needs(json["compile"] as JsonObject),
        .. json["fit"]!.AsObject().Select(pair => $"fit.{pair.Key}"),
        .. CallbackConfigs(json).Select(callback => $"callbacks.{callback["class_name"]}"),
    ];

    /// <summary>The callbacks of a case, made by the parameters of their constructors.</summary>
    public static IEnumerable<Callback> Callbacks(JsonObject json) => CallbackConfigs(json).Select(Create);

    private static IEnumerable<JsonObject> CallbackConfigs(JsonObject json) =>
        (json["callbacks"] as JsonArray ?? []).Select(callback => callback!.AsObject());

    private static Callback Create(JsonObject serialized)
    {
        Type type = ProductNames.Find($"callbacks.{serialized["class_name"]}")!;
        ConstructorInfo constructor = type.GetConstructors().MaxBy(candidate => candidate.GetParameters().Length)!;
        JsonObject config = serialized["config"]!.AsObject();
        object?[] arguments = constructor.GetParameters().Select(parameter =>
            config.TryGetPropertyValue(SnakeCase.Of(parameter.Name!), out JsonNode? value)
                ? ConfigJson.Read(parameter.ParameterType, value)
                : parameter.DefaultValue ?? ConfigJson.Default(parameter.ParameterType)).ToArray();
        return (Callback)constructor.Invoke(arguments);
    }
}
