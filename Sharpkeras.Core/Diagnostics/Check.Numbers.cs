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

    public static int NotNegative(int value, string name, string owner)
    {
        if (value < 0)
        {
            throw new ArgumentOutOfRangeException(name, $"{owner} — {name} must not be negative. Received {Text.Of(value)}.");
        }

        return value;
    }
}
