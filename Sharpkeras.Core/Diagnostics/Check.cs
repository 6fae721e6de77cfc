namespace Sharpkeras.Diagnostics;

/// <summary>Checks of arguments that several places share, with messages that say what to do.</summary>
internal static partial class Check
{
    public static double Range(double value, double low, double high, string name, string owner)
    {
        if (!(value >= low && value <= high))
        {
            throw new ArgumentOutOfRangeException(
                name, $"{owner} — {name} must {Bounds(low, high)}. Received {Text.Of(value)}.");
        }

        return value;
    }

    /// <summary>The range in words, where a bound is only the end of the type.</summary>
    private static string Bounds(double low, double high)
    {
        bool hasLow = low > -float.MaxValue;
        bool hasHigh = high is < float.MaxValue and not int.MaxValue;
        return (hasLow, hasHigh) switch
        {
            (true, true) when high == Math.BitDecrement(1.0) => $"lie in [{Text.Of(low)}, 1)",
            (true, true) => $"lie in [{Text.Of(low)}, {Text.Of(high)}]",
            (true, false) => $"be {(double.IsInfinity(high) ? "" : "finite and ")}at least {Text.Of(low)}",
            (false, true) => $"be finite and at most {Text.Of(high)}",
            _ => "be finite",
        };
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
