using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sharpkeras.Diagnostics;

namespace Sharpkeras.Serialization;

/// <summary>Single values of configs: numbers, names, shapes, pairs and nested objects.</summary>
internal static class ConfigJson
{
    public static JsonNode? Write(object? value) => value switch
    {
        null => null,
        IConfigValue own => own.ToConfig(),
        KerasObject nested => Serialize(nested),
        bool flag => JsonSerializer.SerializeToNode(flag, PlainTypes.Default.Boolean),
        int number => JsonSerializer.SerializeToNode(number, PlainTypes.Default.Int32),
        long number => JsonSerializer.SerializeToNode(number, PlainTypes.Default.Int64),
        string text => JsonSerializer.SerializeToNode(text, PlainTypes.Default.String),
        double number => Number(number),
        DType dtype => dtype.KerasName(),
        Enum name => EnumWords.Of(name),
        Shape shape => Dimensions(shape.Span),
        int[] numbers => new JsonArray(numbers.Select(number => (JsonNode?)JsonValue.Create(number)).ToArray()),
        string[] texts => new JsonArray(texts.Select(text => (JsonNode?)JsonValue.Create(text)).ToArray()),
        double[] numbers => new JsonArray(numbers.Select(number => (JsonNode?)Number(number)).ToArray()),
        (int, int)[] pairs => new JsonArray(pairs.Select(pair => Write(pair)).ToArray()),
        IEnumerable<KerasObject> several => new JsonArray(several.Select(each => (JsonNode?)Serialize(each)).ToArray()),
        ITuple pair => new JsonArray(Enumerable.Range(0, pair.Length).Select(i => Write(pair[i])).ToArray()),
        _ => throw new InvalidOperationException($"config — a value of type {value.GetType().Name} has no form in a config. Override GetConfig."),
    };

    /// <summary>The members under which Keras nests an object: four, and what stands beside the config of layers and models.</summary>
    public static JsonObject Serialize(KerasObject value)
    {
        var serialized = new JsonObject
        {
            ["module"] = value.Module,
            ["class_name"] = value.ClassName,
            ["config"] = value.GetConfig(),
            ["registered_name"] = value.RegisteredName,
        };
        value.AddBesideConfig(serialized);
        SharedObjects.Record(value, serialized);
        return serialized;
    }

    /// <summary>Numbers as Keras writes a tensor.</summary>
    public static JsonObject WriteTensor(double[] values, DType dtype) => new()
    {
        ["class_name"] = "__tensor__",
        ["config"] = new JsonObject { ["value"] = Write(values), ["dtype"] = dtype.KerasName() },
    };

    /// <summary>A value of a type; null for JSON's null, also where the type is a struct, which calls take for its default.</summary>
    public static object? Read(Type type, JsonNode? node)
    {
        Type plain = Nullable.GetUnderlyingType(type) ?? type;
        if (node == null)
        {
            return EnumWords.Nothing(type);
        }

        if (plain == typeof(DType))
        {
            return DTypes.Parse(DTypeName(node));
        }

        if (plain.IsEnum)
        {
            return EnumWords.Parse(plain, node.GetValue<string>());
        }

        if (plain == typeof(Shape))
        {
            return Shape.Create(node.AsArray().Select(item => item?.GetValue<int>() ?? -1).ToArray());
        }

        if (plain == typeof((int, int)[]))
        {
            return node.AsArray().Select(pair => (pair![0]!.GetValue<int>(), pair[1]!.GetValue<int>())).ToArray();
        }

        if (OwnClasses.Values.TryGetValue(plain, out Func<JsonNode, object>? own))
        {
            return own(node);
        }

        if (typeof(KerasObject).IsAssignableFrom(plain))
        {
            return KerasRegistry.Deserialize(plain, node);
        }

        return Plain(plain, node);
    }

    /// <summary>Whole numbers of which a config gives one for all, or a list of as many as there are.</summary>
    /// <exception cref="FormatException">The list is of another length.</exception>
    public static int[] Numbers(JsonNode node, int count)
    {
        if (node is not JsonArray list)
        {
            int[] same = new int[count];
            Array.Fill(same, node.GetValue<int>());
            return same;
        }

        return list.Count == count
            ? list.Select(item => item!.GetValue<int>()).ToArray()
            : throw new FormatException($"a list of {Text.Of(list.Count)} numbers where {Text.Of(count)} are needed");
    }

    /// <summary>A number, where JSON has no infinities.</summary>
    private static JsonNode Number(double value) => double.IsFinite(value) ? JsonValue.Create(value) : JsonValue.Create(Text.Of(value));

    private static JsonArray Dimensions(ReadOnlySpan<int> dimensions)
    {
        var array = new JsonArray();
        foreach (int dimension in dimensions)
        {
            array.Add((JsonNode?)(dimension < 0 ? null : JsonValue.Create(dimension)));
        }

        return array;
    }

    /// <summary>A plain name, or the name inside of a policy object.</summary>
    private static string DTypeName(JsonNode node) =>
        node is JsonObject policy ? policy["config"]!["name"]!.GetValue<string>() : node.GetValue<string>();

    private static object Plain(Type type, JsonNode node)
    {
        if (type == typeof(double))
        {
            return node.GetValueKind() == JsonValueKind.String
                ? double.Parse(node.GetValue<string>().Replace("inf", "Infinity", StringComparison.Ordinal), CultureInfo.InvariantCulture)
                : node.Deserialize(PlainTypes.Default.Double);
        }

        if (type == typeof(int) && node.GetValueKind() == JsonValueKind.Number)
        {
            double number = node.Deserialize(PlainTypes.Default.Double);
            return number == Math.Truncate(number)
                ? checked((int)number)
                : throw new FormatException($"{Text.Of(number)} where a whole number is needed");
        }

        if (type == typeof(double[]) && node is JsonObject array && array["class_name"]?.ToString() is "__tensor__" or "__numpy__")
        {
            return array["config"]!["value"].Deserialize(PlainTypes.Default.DoubleArray)!;
        }

        object? value = PlainTypes.Default.GetTypeInfo(type) is { } known ? node.Deserialize(known) : Unusual(type, node);
        return value ?? throw new FormatException("null where a value is needed");
    }

    /// <summary>A value of a type that only a class of somebody's own has as an argument.</summary>
    /// <exception cref="NotSupportedException">The program was trimmed or published ahead of time, where such types cannot be looked into.</exception>
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Runs only where JSON by reflection is switched on, which trimming switches off.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Runs only where JSON by reflection is switched on, which publishing ahead of time switches off.")]
    private static object? Unusual(Type type, JsonNode node) => JsonSerializer.IsReflectionEnabledByDefault
        ? node.Deserialize(type)
        : throw new NotSupportedException(
            $"config — a trimmed program cannot read an argument of type {type.Name}. Take numbers, texts, or arrays of them, and make the {type.Name} in the constructor.");
}
