using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sharpkeras.Tests.Goldens;

/// <summary>Arguments of Keras's and TensorFlow's functions as .NET values.</summary>
internal static class OpArguments
{
    /// <summary>Whether a value can be given to a parameter.</summary>
    public static bool Fits(Type type, JsonNode value)
    {
        try
        {
            Convert(type, value, _ => throw new FormatException("an array"), DataFormat.ChannelsLast);
            return true;
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException or ArgumentException)
        {
            return false;
        }
    }

    /// <summary>A value for a parameter; names of arrays stand for tensors.</summary>
    /// <exception cref="FormatException">The parameter takes no such value.</exception>
    public static object? Convert(Type type, JsonNode? value, Func<string, Tensor> arrays, DataFormat format)
    {
        Type plain = Nullable.GetUnderlyingType(type) ?? type;
        if (value == null)
        {
            return type.IsValueType && plain == type ? throw new FormatException("null for a value") : null;
        }

        return plain switch
        {
            _ when plain == typeof(Tensor) => arrays(value.GetValue<string>()),
            _ when plain == typeof(ReadOnlySpan<Tensor>) || plain == typeof(Tensor[]) =>
                value.AsArray().Select(item => arrays(item!.GetValue<string>())).ToArray(),
            _ when plain.IsEnum => EnumOf(plain, value.GetValue<string>()),
            _ when plain == typeof((int, int)) => Pair(value, format),
            _ when plain == typeof((int, int)[]) => value.AsArray().Select(item => Pair(item!, format)).ToArray(),
            _ when plain == typeof(Shape) => Shape.Create(Integers(value)),
            _ when plain == typeof(int[]) => Integers(value),
            _ when plain == typeof((int[], int[])) => (Integers(value.AsArray()[0]!), Integers(value.AsArray()[1]!)),
            _ when plain == typeof(double[]) => value.AsArray().Select(item => GoldenCase.ReadNumber(item!)).ToArray(),
            _ when plain == typeof((double, double)) => (GoldenCase.ReadNumber(value.AsArray()[0]!), GoldenCase.ReadNumber(value.AsArray()[1]!)),
            _ when plain == typeof(DType) => DTypes.Parse(value.GetValue<string>()),
            _ when plain == typeof(bool) => value.GetValue<bool>(),
            _ when plain == typeof(int) => Single(value, format),
            _ when plain == typeof(double) => GoldenCase.ReadNumber(value),
            _ when plain == typeof(string) => value.GetValue<string>(),
            _ => throw new FormatException($"no value of type {plain.Name} can be read from {value.ToJsonString()}"),
        };
    }

    private static int[] Integers(JsonNode value) =>
        value is JsonArray array ? array.Select(item => Number<int>(item!)).ToArray() : [Number<int>(value)];

    private static T Number<T>(JsonNode value)
        where T : struct => value.GetValueKind() == JsonValueKind.Number ? value.GetValue<T>() : throw new FormatException("no number");

    /// <summary>One number, or TensorFlow's three, one for each axis of a batch of sequences.</summary>
    private static int Single(JsonNode value, DataFormat format) => Integers(value) switch
    {
        [int one] => one,
        [_, int steps, int channels] => format == DataFormat.ChannelsLast ? steps : channels,
        _ => throw new FormatException($"{value.ToJsonString()} is no number"),
    };

    /// <summary>One number for both, two, or TensorFlow's four, one for each axis of the batch.</summary>
    private static (int, int) Pair(JsonNode value, DataFormat format)
    {
        int[] numbers = Integers(value);
        return numbers.Length switch
        {
            1 => (numbers[0], numbers[0]),
            2 => (numbers[0], numbers[1]),
            _ => throw new FormatException($"{value.ToJsonString()} is no pair"),
        };
    }

    private static object EnumOf(Type type, string name)
    {
        string word = name switch
        {
            "NHWC" or "NWC" => nameof(DataFormat.ChannelsLast),
            "NCHW" or "NCW" => nameof(DataFormat.ChannelsFirst),
            _ => FunctionNames.Plain(name),
        };
        return Enum.TryParse(type, word, ignoreCase: true, out object? value)
            ? value
            : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"'{name}' is no {type.Name}"));
    }
}
