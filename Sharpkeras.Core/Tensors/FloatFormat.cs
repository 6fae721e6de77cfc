using Sharpkeras.Diagnostics;

namespace Sharpkeras;

/// <summary>
/// Floating elements with at most eight digits behind the point, points below each other; in scientific notation where the largest is
/// 10⁸ or more, the smallest below 10⁻⁴, or one more than a thousand times another.
/// </summary>
internal sealed class FloatFormat : ElementFormat
{
    private const int Precision = 8;

    private readonly double[] values;
    private readonly bool single;
    private readonly bool scientific;
    private readonly int left;
    private readonly int right;
    private readonly int exponent;

    public FloatFormat(double[] values, bool single)
    {
        this.values = values;
        this.single = single;
        scientific = IsScientific();
        foreach (double value in values.Where(double.IsFinite))
        {
            (string whole, string fraction, string power) = Split(value);
            left = Math.Max(left, whole.Length);
            right = Math.Max(right, fraction.Length);
            exponent = Math.Max(exponent, power.Length);
        }

        foreach (double value in values.Where(value => !double.IsFinite(value)))
        {
            left = Math.Max(left, Special(value).Length - Behind);
        }
    }

    /// <summary>The characters from the point on.</summary>
    private int Behind => values.Any(double.IsFinite) || !scientific ? 1 + right + exponent : 1;

    public override string Element(int index)
    {
        double value = values[index];
        if (!double.IsFinite(value))
        {
            return Special(value).PadLeft(left + Behind);
        }

        (string whole, string fraction, string power) = Split(value);
        return whole.PadLeft(left) + "." + (scientific ? fraction.PadRight(right, '0') + Widened(power) : fraction.PadRight(right));
    }

    public override string Single()
    {
        double value = values[0];
        if (!double.IsFinite(value))
        {
            return Special(value);
        }

        double magnitude = Math.Abs(value);
        if (magnitude != 0 && (magnitude >= 1e16 || magnitude < 1e-4))
        {
            return NumberText.Scientific(value, single, 17).Replace(".e", "e", StringComparison.Ordinal);
        }

        string text = NumberText.Positional(value, single, 400);
        return text.EndsWith('.') ? text + "0" : text;
    }

    private static string Special(double value) => double.IsNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";

    private bool IsScientific()
    {
        double[] magnitudes = [.. values.Where(value => double.IsFinite(value) && value != 0).Select(Math.Abs)];
        if (magnitudes.Length == 0)
        {
            return false;
        }

        double max = magnitudes.Max();
        double min = magnitudes.Min();
        double ratio = single ? (float)max / (float)min : max / min;
        return max >= 1e8 || min < 1e-4 || ratio > 1000;
    }

    private (string Whole, string Fraction, string Power) Split(double value)
    {
        string text = scientific ? NumberText.Scientific(value, single, Precision) : NumberText.Positional(value, single, Precision);
        int point = text.IndexOf('.');
        int e = text.IndexOf('e');
        int end = e < 0 ? text.Length : e;
        return (text[..point], text[(point + 1)..end], text[end..]);
    }

    /// <summary>All exponents have as many digits as the longest: <c>e+05</c> beside <c>e+100</c> becomes <c>e+005</c>.</summary>
    private string Widened(string power) => power[..2] + power[2..].PadLeft(exponent - 2, '0');
}
