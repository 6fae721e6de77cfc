using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sharpkeras.Serialization;

/// <summary>JSON exactly as Python's <c>json.dumps</c> writes it: spaces after separators, ASCII only, numbers as <c>repr</c> prints them.</summary>
internal static class PythonJson
{
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
        return integer ? text : Number(double.Parse(text, CultureInfo.InvariantCulture));
    }

    /// <summary>Python's <c>repr</c> of a float: the shortest digits that read back, an exponent below 1e-4 and from 1e16.</summary>
    private static string Number(double value)
    {
        string shortest = value.ToString("R", CultureInfo.InvariantCulture);
        int exponent = ExponentOf(shortest);
        if (value != 0 && (exponent < -4 || exponent >= 16))
        {
            string mantissa = shortest.Contains('E', StringComparison.Ordinal) ? shortest[..shortest.IndexOf('E', StringComparison.Ordinal)] : Mantissa(shortest);
            return $"{mantissa}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent).ToString("00", CultureInfo.InvariantCulture)}";
        }

        string plain = shortest.Contains('E', StringComparison.Ordinal) ? ((decimal)value).ToString(CultureInfo.InvariantCulture) : shortest;
        return plain.Contains('.', StringComparison.Ordinal) ? plain : plain + ".0";
    }

    /// <summary>The power of ten of the first significant digit of the shortest form; more digits would be those of another number.</summary>
    private static int ExponentOf(string shortest)
    {
        int e = shortest.IndexOf('E', StringComparison.Ordinal);
        if (e >= 0)
        {
            return int.Parse(shortest.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        }

        string plain = shortest.TrimStart('-');
        int point = plain.IndexOf('.', StringComparison.Ordinal);
        int whole = point < 0 ? plain.Length : point;
        return plain[0] != '0' ? whole - 1 : plain.AsSpan(whole).TrimStart(".0").Length + whole - plain.Length;
    }

    /// <summary>The significant digits of a plain number, with the point after the first.</summary>
    private static string Mantissa(string plain)
    {
        string sign = plain[0] == '-' ? "-" : "";
        string digits = plain.Replace("-", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal).Trim('0');
        return sign + (digits.Length == 1 ? digits : digits[..1] + "." + digits[1..]);
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
