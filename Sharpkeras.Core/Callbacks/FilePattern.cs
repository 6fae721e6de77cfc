using System.Globalization;
using System.Text.RegularExpressions;
using Sharpkeras.Diagnostics;

namespace Sharpkeras.Callbacks;

/// <summary>A path with numbers in Python's format: <c>model-{epoch:02d}-{val_loss:.2f}.h5</c>.</summary>
internal static partial class FilePattern
{
    /// <summary>The path with the numbers put in.</summary>
    /// <exception cref="ArgumentException">A name is unknown, or a format is none of d, f, e, g, %.</exception>
    public static string Fill(string pattern, IReadOnlyDictionary<string, double> numbers, IReadOnlyDictionary<string, int> counts) =>
        Place().Replace(pattern, match =>
        {
            string name = match.Groups["name"].Value;
            string format = match.Groups["format"].Value;
            if (counts.TryGetValue(name, out int count))
            {
                return Format(count, format.Length == 0 ? "d" : format, pattern);
            }

            return numbers.TryGetValue(name, out double number)
                ? Format(number, format, pattern)
                : throw new ArgumentException(
                    $"checkpoint — the path '{pattern}' names a number that was not reported. {Nearest.Describe(name, numbers.Keys.Concat(counts.Keys))}");
        });

    private static string Format(double value, string format, string pattern)
    {
        if (format.Length == 0)
        {
            return PythonText.Of(value);
        }

        Match parts = Spec().Match(format);
        if (!parts.Success)
        {
            throw new ArgumentException(
                $"checkpoint — the path '{pattern}' has a format that is not known. Received '{format}'; use for example 02d, .2f, .3e or .4g.");
        }

        int precision = parts.Groups["precision"].Success ? int.Parse(parts.Groups["precision"].ValueSpan, CultureInfo.InvariantCulture) : 6;
        string text = parts.Groups["kind"].Value switch
        {
            "d" => ((long)value).ToString(CultureInfo.InvariantCulture),
            "e" => value.ToString((precision == 0 ? "0" : "0." + new string('0', precision)) + "e+00", CultureInfo.InvariantCulture),
            "g" => value.ToString("G" + Text.Of(Math.Max(1, precision)), CultureInfo.InvariantCulture),
            "%" => (value * 100).ToString("F" + Text.Of(precision), CultureInfo.InvariantCulture) + "%",
            _ => value.ToString("F" + Text.Of(precision), CultureInfo.InvariantCulture),
        };
        int width = parts.Groups["width"].Success ? int.Parse(parts.Groups["width"].ValueSpan, CultureInfo.InvariantCulture) : 0;
        return Padded(text, width, parts.Groups["zero"].Success ? '0' : ' ');
    }

    /// <summary>Zeros go between the sign and the digits.</summary>
    private static string Padded(string text, int width, char fill) =>
        fill == '0' && text.StartsWith('-') ? "-" + text[1..].PadLeft(width - 1, fill) : text.PadLeft(width, fill);

    [GeneratedRegex(@"\{(?<name>[A-Za-z_][A-Za-z0-9_]*)(:(?<format>[^{}]*))?\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"^(?<zero>0)?(?<width>[1-9][0-9]{0,2})?(\.(?<precision>[0-9]{1,2}))?(?<kind>[dfeg%])$")]
    private static partial Regex Spec();
}
