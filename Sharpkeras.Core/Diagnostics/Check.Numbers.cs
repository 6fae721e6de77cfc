namespace Sharpkeras.Diagnostics;

/// <summary>Checks of single numbers.</summary>
internal static partial class Check
{
    public static double Finite(double value, string name, string owner)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(name, $"{owner} — {name} must be a finite number. Received {Text.Of(value)}.");
        }

        return value;
    }

    public static double NotZero(double value, string name, string owner)
    {
        if (!double.IsFinite(value) || value == 0)
        {
            throw new ArgumentOutOfRangeException(name, $"{owner} — {name} must be a finite number other than 0. Received {Text.Of(value)}.");
        }

        return value;
    }

    public static double AboveZero(double value, string name, string owner)
    {
        if (!(value > 0 && double.IsFinite(value)))
        {
            throw new ArgumentOutOfRangeException(name, $"{owner} — {name} must be a finite number above 0. Received {Text.Of(value)}.");
        }

        return value;
    }

    /// <summary>A number from zero to one, one included.</summary>
    public static double Share(double value, string name, string owner) => Range(value, 0, 1, name, owner);

    /// <summary>A number from zero to one, one excluded.</summary>
    public static double ShareBelowOne(double value, string name, string owner) => RangeBelow(value, 0, 1, name, owner);

    public static int NotNegative(int value, string name, string owner)
    {
        if (value < 0)
        {
            throw new ArgumentOutOfRangeException(name, $"{owner} — {name} must not be negative. Received {Text.Of(value)}.");
        }

        return value;
    }

    public static double NotNegative(double value, string name, string owner)
    {
        if (!(value >= 0 && double.IsFinite(value)))
        {
            throw new ArgumentOutOfRangeException(name, $"{owner} — {name} must be a finite number and not negative. Received {Text.Of(value)}.");
        }

        return value;
    }

    /// <summary>A finite number that is not negative, or null for none.</summary>
    public static double? NotNegative(double? value, string name, string owner) =>
        value is { } given ? NotNegative(given, name, owner) : null;
}
