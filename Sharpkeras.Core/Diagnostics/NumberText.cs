using System.Globalization;
using System.Numerics;

namespace Sharpkeras.Diagnostics;

/// <summary>
/// A floating number in decimal, as NumPy's <c>format_float</c> functions write it: the shortest digits that name the number, or the
/// exact value rounded (ties to even) where those are more than asked for. Trailing zeros go, the point stays.
/// </summary>
internal static class NumberText
{
    /// <summary>With at most so many digits behind the point: <c>0.1</c>, <c>12.</c></summary>
    public static string Positional(double value, bool single, int precision)
    {
        (BigInteger digits, int exponent) = Shortest(value, single);
        if (-exponent > precision)
        {
            digits = Rounded(value, precision);
            exponent = -precision;
        }

        string text = (digits * BigInteger.Pow(10, Math.Max(0, exponent))).ToString(CultureInfo.InvariantCulture);
        int places = Math.Max(0, -exponent);
        text = text.PadLeft(places + 1, '0');
        return Sign(value) + text[..^places] + "." + text[^places..].TrimEnd('0');
    }

    /// <summary>With at most so many digits behind the point of the first: <c>1.5e+10</c>.</summary>
    public static string Scientific(double value, bool single, int precision)
    {
        (BigInteger digits, int exponent) = Shortest(value, single);
        string text = digits.ToString(CultureInfo.InvariantCulture);
        if (text.Length - 1 > precision)
        {
            int drop = exponent + text.Length - 1 - precision;
            digits = Rounded(value, -drop);
            exponent = drop;
            text = digits.ToString(CultureInfo.InvariantCulture);
        }

        int scale = digits.IsZero ? 0 : exponent + text.Length - 1;
        string magnitude = Math.Abs(scale).ToString("00", CultureInfo.InvariantCulture);
        return $"{Sign(value)}{text[0]}.{text[1..].TrimEnd('0')}e{(scale < 0 ? '-' : '+')}{magnitude}";
    }

    private static string Sign(double value) => double.IsNegative(value) ? "-" : "";

    /// <summary>The shortest decimal number digits·10^exponent that reads back as the value; its sign is left out.</summary>
    private static (BigInteger Digits, int Exponent) Shortest(double value, bool single)
    {
        double magnitude = Math.Abs(value);
        string shortest = single
            ? ((float)magnitude).ToString("R", CultureInfo.InvariantCulture)
            : magnitude.ToString("R", CultureInfo.InvariantCulture);
        int e = shortest.IndexOf('E');
        int exponent = e < 0 ? 0 : int.Parse(shortest.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        string mantissa = e < 0 ? shortest : shortest[..e];
        int point = mantissa.IndexOf('.');
        string digits = mantissa.Replace(".", "", StringComparison.Ordinal);
        exponent -= point < 0 ? 0 : mantissa.Length - point - 1;
        string trimmed = digits.TrimEnd('0');
        return trimmed.Length == 0
            ? (BigInteger.Zero, 0)
            : (BigInteger.Parse(trimmed, CultureInfo.InvariantCulture), exponent + digits.Length - trimmed.Length);
    }

    /// <summary>|value|·10^places, rounded to an integer with ties to even, from the exact binary value.</summary>
    private static BigInteger Rounded(double value, int places)
    {
        long bits = BitConverter.DoubleToInt64Bits(Math.Abs(value));
        int power = Math.Max(1, (int)(bits >> 52)) - 1075;
        BigInteger numerator = (bits & ((1L << 52) - 1)) | (bits >> 52 == 0 ? 0 : 1L << 52);
        BigInteger denominator = BigInteger.One;
        numerator *= BigInteger.Pow(10, Math.Max(0, places)) << Math.Max(0, power);
        denominator *= BigInteger.Pow(10, Math.Max(0, -places)) << Math.Max(0, -power);
        BigInteger quotient = BigInteger.DivRem(numerator, denominator, out BigInteger rest);
        int half = (rest * 2).CompareTo(denominator);
        return half > 0 || (half == 0 && !quotient.IsEven) ? quotient + 1 : quotient;
    }
}
