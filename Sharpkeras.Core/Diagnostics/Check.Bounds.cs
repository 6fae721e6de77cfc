namespace Sharpkeras.Diagnostics;

/// <summary>Checks of numbers against open and half-open ranges.</summary>
internal static partial class Check
{
    /// <summary>A finite number, not below a bound.</summary>
    public static double AtLeast(double value, double low, string name, string owner) => double.IsFinite(value) && value >= low
        ? value
        : throw new ArgumentOutOfRangeException(
            name, $"{owner} — {name} must be a finite number of at least {Text.Of(low)}. Received {Text.Of(value)}.");

    /// <summary>A finite number above a bound.</summary>
    public static double Above(double value, double low, string name, string owner) => double.IsFinite(value) && value > low
        ? value
        : throw new ArgumentOutOfRangeException(
            name, $"{owner} — {name} must be a finite number above {Text.Of(low)}. Received {Text.Of(value)}.");

    /// <summary>A number between two bounds, neither of them included.</summary>
    public static double Inside(double value, double low, double high, string name, string owner) => value > low && value < high
        ? value
        : throw new ArgumentOutOfRangeException(
            name, $"{owner} — {name} must lie in ({Text.Of(low)}, {Text.Of(high)}), without the ends. Received {Text.Of(value)}.");

    /// <summary>A whole number, not below a bound.</summary>
    public static int AtLeast(int value, int low, string name, string owner) => value >= low
        ? value
        : throw new ArgumentOutOfRangeException(name, $"{owner} — {name} must be at least {Text.Of(low)}. Received {Text.Of(value)}.");
}
