using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Sharpkeras.Diagnostics;

namespace Sharpkeras.Serialization;

/// <summary>
/// JSON exactly as Python's <c>json.dumps</c> writes it: spaces after separators, ASCII only, numbers as <c>repr</c> prints them. And as it
/// reads it: numbers may be NaN and infinite.
/// </summary>
internal static partial class PythonJson
{
    private const int MaxDepth = 200;

    /// <summary>Reads an object. Bare words for numbers that are not finite become texts, "nan", "inf" and "-inf".</summary>
    /// <exception cref="JsonException">It is no JSON, no object, or nested too deep.</exception>
    public static JsonObject ReadObject(string text)
    {
        string plain = text.Contains("NaN", StringComparison.Ordinal) || text.Contains("Infinity", StringComparison.Ordinal)
            ? Words().Replace(text, match => match.Value switch
            {
                "NaN" => "\"nan\"",
                "Infinity" => "\"inf\"",
                "-Infinity" => "\"-inf\"",
                _ => match.Value,
            })
            : text;
        var options = new JsonDocumentOptions { MaxDepth = MaxDepth, AllowDuplicateProperties = false };
        return JsonNode.Parse(plain, documentOptions: options) as JsonObject ?? throw new JsonException("it is no object");
    }

    /// <summary>Whole texts, so that what is in them stays, and the words.</summary>
    [GeneratedRegex("""
        "(?:[^"\\]|\\.)*"|-?\bInfinity\b|\bNaN\b
        """)]
    private static partial Regex Words();

    public static string Write(JsonNode? node)
    {
        var builder = new StringBuilder();
        Append(builder, node);
        return builder.ToString();
    }

    private static void Append(StringBuilder builder, JsonNode? node)
    {
        switch (node)
        {
            case null:
                builder.Append("null");
                break;
            case JsonObject members:
                Join(builder, '{', '}', members, pair =>
                {
                    Quote(builder, pair.Key);
                    builder.Append(": ");
                    Append(builder, pair.Value);
                });
                break;
            case JsonArray items:
                Join(builder, '[', ']', items, item => Append(builder, item));
                break;
            default:
                Value(builder, node.AsValue());
                break;
        }
    }

    private static void Join<T>(StringBuilder builder, char open, char close, IEnumerable<T> items, Action<T> append)
    {
        builder.Append(open);
        bool first = true;
        foreach (T item in items)
        {
            builder.Append(first ? "" : ", ");
            first = false;
            append(item);
        }

        builder.Append(close);
    }

    private static void Value(StringBuilder builder, JsonValue value)
    {
        switch (value.GetValueKind())
        {
            case JsonValueKind.String: Quote(builder, value.GetValue<string>()); break;
            case JsonValueKind.True: builder.Append("true"); break;
            case JsonValueKind.False: builder.Append("false"); break;
            default: builder.Append(NumberText(value)); break;
        }
    }

    /// <summary>A float keeps its point, an integer has none.</summary>
    private static string NumberText(JsonValue value)
    {
        string text = value.ToJsonString();
        bool integer = value.GetValue<object>() is not double && text.AsSpan().IndexOfAny('.', 'e', 'E') < 0;
        return integer ? text : PythonText.Of(double.Parse(text, CultureInfo.InvariantCulture));
    }

    private static void Quote(StringBuilder builder, string text)
    {
        builder.Append('"');
        foreach (char c in text)
        {
            switch (c)
            {
                case '"': builder.Append("\\\""); break;
                case '\\': builder.Append("\\\\"); break;
                case '\n': builder.Append("\\n"); break;
                case '\r': builder.Append("\\r"); break;
                case '\t': builder.Append("\\t"); break;
                case '\b': builder.Append("\\b"); break;
                case '\f': builder.Append("\\f"); break;
                case < ' ' or > '~': builder.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture)); break;
                default: builder.Append(c); break;
            }
        }

        builder.Append('"');
    }
}
