using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using Sharpkeras.Diagnostics;

namespace Sharpkeras.Serialization;

/// <summary>
/// Classes by their Keras names. The framework's own are found by themselves; classes of one's own that files name are registered
/// with <see cref="Register{T}"/> before such a file is loaded.
/// </summary>
public static class KerasRegistry
{
    private static readonly ConcurrentDictionary<string, Type> Registered = new();
    private static readonly Lazy<Type[]> Own = new(() => typeof(KerasRegistry).Assembly.GetExportedTypes()
        .Where(type => !type.IsAbstract && typeof(KerasObject).IsAssignableFrom(type)).ToArray());

    private static readonly Lazy<ILookup<string, Type>> Aliases = new(() => Own.Value
        .SelectMany(type => type.GetCustomAttribute<KerasAliasAttribute>()?.Names ?? [], (type, name) => (Type: type, Name: name))
        .ToLookup(pair => pair.Name, pair => pair.Type));

    /// <summary>Makes a class known under its name, for reading files and configs.</summary>
    public static void Register<T>(string? className = null)
        where T : KerasObject => Registered[className ?? typeof(T).Name] = typeof(T);

    /// <summary>The class with a Keras name, of a kind such as layers; null when there is none.</summary>
    internal static Type? Find(Type kind, string className) =>
        Registered.TryGetValue(className, out Type? type) && kind.IsAssignableFrom(type)
            ? type
            : Own.Value.FirstOrDefault(candidate => candidate.Name == className && kind.IsAssignableFrom(candidate))
                ?? Aliases.Value[className].FirstOrDefault(kind.IsAssignableFrom);

    /// <summary>The class for a name in either spelling: <c>GlorotUniform</c>, <c>glorot_uniform</c>.</summary>
    internal static Type? FindByAnyName(Type kind, string name) =>
        Find(kind, name) ?? Names(kind).FirstOrDefault(candidate => SnakeCase.Of(candidate.Name) == name);

    /// <summary>The classes of a kind.</summary>
    internal static IEnumerable<Type> Names(Type kind) => Own.Value.Where(kind.IsAssignableFrom).Concat(Registered.Values.Where(kind.IsAssignableFrom));

    /// <summary>An object from its serialised form, or from a bare name.</summary>
    /// <exception cref="ArgumentException">The class is unknown, or its config does not fit.</exception>
    internal static KerasObject Deserialize(Type kind, JsonNode node)
    {
        if (node is not JsonObject serialized)
        {
            return FromName(kind, node.GetValue<string>());
        }

        if (SharedObjects.Find(serialized) is { } shared && kind.IsInstanceOfType(shared))
        {
            return shared;
        }

        string name = ClassNameOf(serialized);
        Type type = Find(kind, name) ?? throw (serialized["registered_name"]?.ToString() is { } full && full.Contains('>', StringComparison.Ordinal) ? Unregistered(kind, full) : Unknown(kind, name));
        JsonObject config = serialized["config"]?.AsObject() ?? [];
        var made = (KerasObject)(OwnReader(type)?.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [config], CultureInfo.InvariantCulture)
            ?? Config.Create(type, config));
        SharedObjects.Add(serialized, made);
        return made;
    }

    /// <summary>How a class reads its config where the constructor's parameters do not say it all: <c>static FromConfig(JsonObject)</c>.</summary>
    private static MethodInfo? OwnReader(Type type) =>
        type.GetMethod("FromConfig", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic, [typeof(JsonObject)]) is { } method
        && method.GetParameters()[0].ParameterType == typeof(JsonObject)
            ? method
            : null;

    /// <summary>The class name of a serialised object, without the package of registered classes (<c>Custom&gt;Adam</c>).</summary>
    internal static string ClassNameOf(JsonObject serialized)
    {
        string name = serialized["class_name"]?.GetValue<string>()
            ?? throw new ArgumentException($"config — an object without class_name. Received {serialized.ToJsonString()}.");
        return name[(name.LastIndexOf('>') + 1)..];
    }

    /// <summary>An object with default arguments from a name in either spelling.</summary>
    internal static KerasObject FromName(Type kind, string name)
    {
        Type type = FindByAnyName(kind, name) ?? throw Unknown(kind, name);
        return (KerasObject)Config.Create(type, []);
    }

    private static ArgumentException Unregistered(Type kind, string name) => new(
        $"{SnakeCase.Of(kind.Name)} — '{name}' is a class of somebody's own, which is not known here. "
        + $"Write it in C# and call KerasRegistry.Register<T>(\"{name[(name.LastIndexOf('>') + 1)..]}\") before.");

    internal static ArgumentException Unknown(Type kind, string name) => new(
        $"{SnakeCase.Of(kind.Name)} — no such name. {Nearest.Describe(name, Names(kind).Select(type => SnakeCase.Of(type.Name)))}");
}
