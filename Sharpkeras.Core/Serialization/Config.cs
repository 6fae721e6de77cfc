using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json.Nodes;
using Sharpkeras.Diagnostics;

namespace Sharpkeras.Serialization;

/// <summary>Configs from objects and objects from configs, by the parameters of their constructors.</summary>
internal static class Config
{
    /// <summary>What configs read of a class: the constructors with their parameters, and the properties.</summary>
    internal const DynamicallyAccessedMemberTypes Members = DynamicallyAccessedMemberTypes.PublicConstructors | DynamicallyAccessedMemberTypes.PublicProperties;

    private static readonly ConcurrentDictionary<Type, Entry[]> Entries = new();

    /// <summary>Entries of Keras's configs that say nothing here when they have these values (JSON).</summary>
    private static readonly Dictionary<string, string?> Neutral = new()
    {
        ["quantization_config"] = "null",
        ["lora_rank"] = "null",
        ["lora_alpha"] = "null",
        ["input_length"] = null,
        ["arguments"] = "{}",
        ["sparse"] = "false",
        ["ragged"] = "false",
        ["optional"] = "false",
        ["batch_input_shape"] = null,
        ["input_dtype"] = null,
        ["autocast"] = "true",
        ["jit_compile"] = null,
        ["is_legacy_optimizer"] = null,
        ["decay"] = "0.0",
        ["implementation"] = null,
        ["dtype"] = "\"float32\"",
        ["time_major"] = "false",
        ["shared_object_id"] = null,
    };

    /// <summary>Adds the constructor's parameters that the config does not have yet.</summary>
    public static void AddParameters(JsonObject config, KerasObject value)
    {
        foreach (Entry entry in EntriesOf(value.GetType()))
        {
            if (config.ContainsKey(entry.Key))
            {
                continue;
            }

            object? own = entry.Property(value).GetValue(value);
            if (own != null || !entry.OmitNull)
            {
                config.Add(entry.Key, ConfigJson.Write(own));
            }
        }
    }

    /// <summary>
    /// Puts an entry before another, where Keras's order is not that of the constructor's parameters: files are equal to the byte.
    /// </summary>
    public static JsonObject MoveBefore(JsonObject config, string key, string other)
    {
        JsonNode? value = config[key];
        config.Remove(key);
        config.Insert(config.IndexOf(other), key, value);
        return config;
    }

    /// <summary>An object of a class from its config.</summary>
    /// <exception cref="ArgumentException">An entry is unknown, missing, or has a value of the wrong kind.</exception>
    public static object Create([DynamicallyAccessedMembers(Members)] Type type, JsonObject config)
    {
        Entry[] entries = EntriesOf(type);
        object?[] arguments = new object?[entries.Length];
        for (int i = 0; i < entries.Length; i++)
        {
            arguments[i] = Argument(type, entries[i], config);
        }

        try
        {
            object created = entries.Length == 0 ? Activator.CreateInstance(type)! : entries[0].Constructor.Invoke(arguments);
            CheckUnknown(type, entries, config, created as KerasObject);
            return created;
        }
        catch (TargetInvocationException exception) when (exception.InnerException != null)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(exception.InnerException);
            throw;
        }
    }

    /// <summary>Whether a class takes a config entry, other than with the value that says nothing.</summary>
    public static bool Takes([DynamicallyAccessedMembers(Members)] Type type, string key) => EntriesOf(type).Any(entry => entry.Key == key);

    /// <summary>The type of the parameter that a config entry sets; null when there is none.</summary>
    public static Type? TypeOf([DynamicallyAccessedMembers(Members)] Type type, string key) => EntriesOf(type).FirstOrDefault(entry => entry.Key == key)?.Parameter.ParameterType;

    /// <summary>The config's entries that the class cannot honour.</summary>
    public static IEnumerable<string> UnknownKeys([DynamicallyAccessedMembers(Members)] Type type, JsonObject config) =>
        UnknownKeys(EntriesOf(type), config);

    private static IEnumerable<string> UnknownKeys(Entry[] entries, JsonObject config) =>
        from pair in config where !Array.Exists(entries, entry => entry.Key == pair.Key) && !IsNeutral(pair.Key, pair.Value) select pair.Key;

    private static bool IsNeutral(string key, JsonNode? value) =>
        Neutral.TryGetValue(key, out string? neutral) && (neutral == null || (value?.ToJsonString() ?? "null") == neutral);

    private static void CheckUnknown(Type type, Entry[] entries, JsonObject config, KerasObject? created)
    {
        string[] unknown = UnknownKeys(entries, config).Where(key => created?.TakeEntry(key, config[key]) != true).ToArray();
        if (unknown.Length > 0)
        {
            throw new ArgumentException(
                $"config of {type.Name} — unknown or unsupported entry {string.Join(", ", unknown)}. "
                + Nearest.Describe(unknown[0], entries.Select(entry => entry.Key)));
        }
    }

    private static object? Argument(Type type, Entry entry, JsonObject config)
    {
        ParameterInfo parameter = entry.Parameter;
        if (!config.TryGetPropertyValue(entry.Key, out JsonNode? node))
        {
            return parameter.HasDefaultValue
                ? DefaultOf(parameter)
                : throw new ArgumentException($"config of {type.Name} — entry '{entry.Key}' is missing. Add it; it has no default.");
        }

        try
        {
            return ConfigJson.Read(parameter.ParameterType, node ?? (entry.NullIsEmpty ? new JsonArray() : null));
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException or InvalidCastException)
        {
            throw new ArgumentException(
                $"config of {type.Name} — entry '{entry.Key}' has a value of the wrong kind. Received {node?.ToJsonString() ?? "null"}.", exception);
        }
    }

    /// <summary>
    /// A parameter's default. Reflection gives that of a nullable enum as a number, and that of a struct as null, which calls take for it.
    /// </summary>
    private static object? DefaultOf(ParameterInfo parameter)
    {
        object? value = parameter.DefaultValue;
        return value is int number && Nullable.GetUnderlyingType(parameter.ParameterType) is { IsEnum: true } type
            ? Enum.ToObject(type, number)
            : value;
    }

    private static Entry[] EntriesOf([DynamicallyAccessedMembers(Members)] Type type) =>
        Entries.TryGetValue(type, out Entry[]? known) ? known : Entries.GetOrAdd(type, FindEntries(type));

    /// <summary>The constructor with the most parameters is the one that Keras's names describe.</summary>
    private static Entry[] FindEntries([DynamicallyAccessedMembers(Members)] Type type)
    {
        ConstructorInfo constructor = type.GetConstructors().MaxBy(c => c.GetParameters().Length)
            ?? throw new ArgumentException($"config — {type.Name} has no public constructor to read a config from or write one by.");
        return constructor.GetParameters().Select(parameter => new Entry(constructor, parameter)).ToArray();
    }

    private sealed class Entry
    {
        private PropertyInfo? property;

        public Entry(ConstructorInfo constructor, ParameterInfo parameter)
        {
            Constructor = constructor;
            Parameter = parameter;
            var attribute = parameter.GetCustomAttribute<ConfigNameAttribute>();
            Key = attribute is { Name.Length: > 0 } ? attribute.Name : SnakeCase.Of(parameter.Name!);
            OmitNull = attribute?.OmitNull ?? false;
            NullIsEmpty = attribute?.NullIsEmpty ?? false;
        }

        public ConstructorInfo Constructor { get; }

        public ParameterInfo Parameter { get; }

        public string Key { get; }

        public bool OmitNull { get; }

        public bool NullIsEmpty { get; }

        public PropertyInfo Property(KerasObject value)
        {
            string name = char.ToUpperInvariant(Parameter.Name![0]) + Parameter.Name[1..];
            return property ??= value.GetType().GetProperty(name)
                ?? Array.Find(value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance), candidate => candidate.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                ?? throw new InvalidOperationException(
                    $"config of {value.GetType().Name} — constructor parameter '{Parameter.Name}' has no public property {name}. Add one, or override GetConfig.");
        }
    }
}
