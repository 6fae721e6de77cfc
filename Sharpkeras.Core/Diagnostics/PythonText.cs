using System.Globalization;

namespace Sharpkeras.Diagnostics;

/// <summary>Numbers as Python writes them.</summary>
internal static class PythonText
{
    /// <summary>Python's <c>repr</c> of a float: the shortest digits that read back, an exponent below 1e-4 and from 1e16.</summary>
    public static string Of(double value)
    {
        if (!double.IsFinite(value))
        {
            return double.IsNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
        }

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
}
