using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
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
    private static readonly ConcurrentDictionary<string, KerasClass> Registered = new();

    private static readonly Lazy<ILookup<string, KerasClass>> Aliases = new(() => OwnClasses.All
        .SelectMany(own => own.Type.GetCustomAttribute<KerasAliasAttribute>()?.Names ?? [], (own, name) => (Class: own, Name: name))
        .ToLookup(pair => pair.Name, pair => pair.Class));

    /// <summary>Makes a class known under its name, for reading files and configs.</summary>
    public static void Register<[DynamicallyAccessedMembers(Config.Members | KerasClass.Methods)] T>(string? className = null)
        where T : KerasObject => Registered[className ?? typeof(T).Name] = KerasClass.Of<T>();

    /// <summary>The class with a Keras name, of a kind such as layers; null when there is none.</summary>
    internal static KerasClass? Find(Type kind, string className) =>
        Registered.TryGetValue(className, out KerasClass? known) && known.Is(kind)
            ? known
            : Array.Find(OwnClasses.All, candidate => candidate.Name == className && candidate.Is(kind))
                ?? Aliases.Value[className].FirstOrDefault(candidate => candidate.Is(kind));

    /// <summary>The class for a name in either spelling: <c>GlorotUniform</c>, <c>glorot_uniform</c>.</summary>
    internal static KerasClass? FindByAnyName(Type kind, string name) =>
        Find(kind, name) ?? Classes(kind).FirstOrDefault(candidate => SnakeCase.Of(candidate.Name) == name);

    /// <summary>The classes of a kind.</summary>
    internal static IEnumerable<KerasClass> Classes(Type kind) => OwnClasses.All.Concat(Registered.Values).Where(candidate => candidate.Is(kind));

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
        KerasClass found = Find(kind, name) ?? throw (serialized["registered_name"]?.ToString() is { } full && full.Contains('>', StringComparison.Ordinal) ? Unregistered(kind, full) : Unknown(kind, name));
        JsonObject config = serialized["config"]?.AsObject() ?? [];
        KerasObject made = found.Create(config);
        SharedObjects.Add(serialized, made);
        return made;
    }

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
        KerasClass found = FindByAnyName(kind, name) ?? throw Unknown(kind, name);
        return (KerasObject)Config.Create(found.Type, []);
    }

    private static ArgumentException Unregistered(Type kind, string name) => new(
        $"{SnakeCase.Of(kind.Name)} — '{name}' is a class of somebody's own, which is not known here. "
        + $"Write it in C# and call KerasRegistry.Register<T>(\"{name[(name.LastIndexOf('>') + 1)..]}\") before.");

    internal static ArgumentException Unknown(Type kind, string name) => new(
        $"{SnakeCase.Of(kind.Name)} — no such name. {Nearest.Describe(name, Classes(kind).Select(each => SnakeCase.Of(each.Name)))}");
}
