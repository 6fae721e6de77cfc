using System.Globalization;

namespace Sharpkeras.Data;

/// <summary>
/// Numbers written as data files mostly have them: a sign, some digits, a point. They are read to the same bits as .NET reads them, in a
/// fraction of the time; whatever else stands there is left to .NET.
/// </summary>
internal static class DecimalText
{
    /// <summary>So many digits cannot overflow 64 bits.</summary>
    private const int MostCharacters = 19;

    /// <summary>Whole numbers up to here are exact in float64.</summary>
    private const ulong MostExact = 1UL << 53;

    /// <summary>The bits of a float64 behind those of a float32, and their value in the middle between two float32.</summary>
    private const ulong Tail = (1UL << 29) - 1;

    private const ulong Middle = 1UL << 28;

    /// <summary>All are exact in float64, so that a quotient is rounded once.</summary>
    private static readonly double[] Powers = [.. Enumerable.Range(0, MostCharacters).Select(i => double.Parse($"1e{i}", CultureInfo.InvariantCulture))];

    /// <summary>Reads a float64; false where there is no number.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out double value) =>
        TryRead(text, out value) || double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    /// <summary>Reads a float32; false where there is no number.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out float value)
    {
        // Rounding twice is rounding once, but where the first result lies in the middle between two float32.
        if (TryRead(text, out double wide) && (BitConverter.DoubleToUInt64Bits(wide) & Tail) != Middle)
        {
            value = (float)wide;
            return true;
        }

        return float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }

    private static bool TryRead(ReadOnlySpan<byte> text, out double value)
    {
        value = 0;
        if (text.IsEmpty || text.Length > MostCharacters)
        {
            return false;
        }

        bool isNegative = text[0] == '-';
        ulong number = 0;
        int point = -1;
        int begin = isNegative ? 1 : 0;
        for (int i = begin; i < text.Length; i++)
        {
            uint digit = (uint)text[i] - '0';
            if (digit <= 9)
            {
                number = (number * 10) + digit;
            }
            else if (text[i] == '.' && point < 0)
            {
                point = i;
            }
            else
            {
                return false;
            }
        }

        int digits = text.Length - begin - (point < 0 ? 0 : 1);
        if (digits == 0 || number > MostExact)
        {
            return false;
        }

        double magnitude = point < 0 ? number : number / Powers[text.Length - point - 1];
        value = isNegative ? -magnitude : magnitude;
        return true;
    }
}
