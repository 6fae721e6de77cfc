namespace Sharpkeras.Diagnostics;

/// <summary>Checks of arguments that several places share, with messages that say what to do.</summary>
internal static partial class Check
{
    public static double Range(double value, double low, double high, string name, string owner)
    {
        if (!(value >= low && value <= high))
        {
            throw new ArgumentOutOfRangeException(
                name, $"{owner} — {name} must lie in [{Text.Of(low)}, {Text.Of(high)}]. Received {Text.Of(value)}.");
        }

        return value;
    }

    /// <summary>The same for a range that does not hold its upper end.</summary>
    public static double RangeBelow(double value, double low, double high, string name, string owner)
    {
        if (!(value >= low && value < high))
        {
            throw new ArgumentOutOfRangeException(
                name, $"{owner} — {name} must lie in [{Text.Of(low)}, {Text.Of(high)}). Received {Text.Of(value)}.");
        }

        return value;
    }

    public static int Positive(int value, string name, string owner)
    {
        if (value <= 0)
        {
            throw new ArgumentOutOfRangeException(name, $"{owner} — {name} must be positive. Received {Text.Of(value)}.");
        }

        return value;
    }
}
