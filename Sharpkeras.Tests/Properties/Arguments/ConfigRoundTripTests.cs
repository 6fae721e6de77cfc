using System.Reflection;
using System.Text.Json.Nodes;
using Sharpkeras.Layers;
using Sharpkeras.Serialization;
using Sharpkeras.Tests.Goldens;

namespace Sharpkeras.Tests.Properties.Arguments;

/// <summary>Configs of all classes that Keras serialises: with whatever arguments, an object's config gives an object with the same config.</summary>
public sealed class ConfigRoundTripTests
{
    private const string Unknown = "no_such_entry";

    private static IEnumerable<Type> Classes() => typeof(KerasObject).Assembly.GetExportedTypes()
        .Where(type => typeof(KerasObject).IsAssignableFrom(type) && !type.IsAbstract && !ArgumentTable.OtherConfigs.ContainsKey(type.Name));

    [TestCaseSource(nameof(Classes))]
    public void ConfigGivesTheSameConfig(Type type) => Draws.Check(ArgumentDraw.Of(type), list =>
    {
        var value = (KerasObject)list.Create();
        JsonNode config = JsonNode.Parse(PythonJson.Write(ConfigJson.Serialize(value)))!;
        KerasObject again = KerasRegistry.Deserialize(Kind(type), config);
        string want = PlainJson.Of(config["config"]);
        string got = PlainJson.Of(again.GetConfig());
        return again.GetType() != type ? $"The config gives a {again.GetType().Name}."
            : got != want ? $"The config was {want}, and is then {got}."
            : null;
    });

    [TestCaseSource(nameof(Classes))]
    public void ArgumentsAreInTheConfig(Type type) => Draws.Check(ArgumentDraw.Of(type), list =>
    {
        JsonObject config = ((KerasObject)list.Create()).GetConfig();
        return Parameters(type)
            .Where(parameter => list[parameter.Name!] != null && !ArgumentTable.NotInConfigs.ContainsKey($"{type.Name}.{parameter.Name}"))
            .Select(parameter => Difference(config, parameter, list[parameter.Name!]!))
            .FirstOrDefault(difference => difference != null);
    });

    [TestCaseSource(nameof(Classes))]
    public void UnknownEntriesAreNamed(Type type) => Draws.Check(ArgumentDraw.Of(type), list =>
    {
        JsonObject config = ((KerasObject)list.Create()).GetConfig();
        config[Unknown] = 1;
        return Refusal(type, config, Unknown);
    });

    [TestCaseSource(nameof(Classes))]
    public void MissingEntriesAreNamed(Type type)
    {
        string[] required = [.. Parameters(type).Where(parameter => !parameter.HasDefaultValue).Select(ConfigKey)];
        Draws.Check(ArgumentDraw.Of(type), list => required
            .Select(key =>
            {
                JsonObject config = ((KerasObject)list.Create()).GetConfig();
                config.Remove(key);
                return Refusal(type, config, key);
            })
            .FirstOrDefault(complaint => complaint != null));
    }

    [Test]
    public void TheTableNamesClassesThatExist()
    {
        HashSet<string> names = [.. typeof(KerasObject).Assembly.GetExportedTypes().Select(type => type.Name)];
        Assert.That(ArgumentTable.OtherConfigs.Keys.Concat(ArgumentTable.Adjustments.Keys).Except(names), Is.Empty);
        Assert.That(ArgumentTable.NotInConfigs.Keys.Select(key => key.Split('.')[0]).Except(names), Is.Empty);
    }

    private static ParameterInfo[] Parameters(Type type) => ArgumentDraw.Constructor(type).GetParameters();

    private static string ConfigKey(ParameterInfo parameter) =>
        parameter.GetCustomAttribute<ConfigNameAttribute>() is { Name.Length: > 0 } own ? own.Name : Diagnostics.SnakeCase.Of(parameter.Name!);

    /// <summary>The class below <see cref="KerasObject"/>: losses and metrics share names.</summary>
    private static Type Kind(Type type) => type.BaseType == typeof(KerasObject) ? type : Kind(type.BaseType!);

    private static string? Refusal(Type type, JsonObject config, string entry)
    {
        var serialized = new JsonObject { ["class_name"] = type.Name, ["config"] = config };
        try
        {
            KerasRegistry.Deserialize(Kind(type), serialized);
            return $"A config is accepted in spite of '{entry}'.";
        }
        catch (ArgumentException exception)
        {
            return exception.Message.Contains(entry, StringComparison.Ordinal) ? null : $"The message does not name '{entry}': {exception.Message}";
        }
    }

    /// <summary>How the config's entry differs from the argument; numbers may have been rounded to float32.</summary>
    private static string? Difference(JsonObject config, ParameterInfo parameter, object argument)
    {
        string key = ConfigKey(parameter);
        if (!config.TryGetPropertyValue(key, out JsonNode? entry))
        {
            return $"The config has no entry '{key}'.";
        }

        if (argument is double number)
        {
            double own = entry == null ? double.NaN : GoldenCase.ReadNumber(entry);
            return own == number || own == (float)number ? null : $"Entry '{key}' is {own}.";
        }

        JsonNode? want = parameter.ParameterType == typeof(DType) && entry is JsonObject ? Layer.Policy((DType)argument) : ConfigJson.Write(argument);
        return PlainJson.Of(entry) == PlainJson.Of(want) ? null : $"Entry '{key}' is {PlainJson.Of(entry)}, not {PlainJson.Of(want)}.";
    }
}
