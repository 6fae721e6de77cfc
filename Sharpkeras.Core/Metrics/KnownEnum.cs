using Sharpkeras.Diagnostics;

namespace Sharpkeras.Metrics;

/// <summary>Values of enums that came from a cast.</summary>
internal static class KnownEnum
{
    /// <summary>The value, which must be a member.</summary>
    public static T Of<T>(T value, string name, string owner)
        where T : struct, Enum => Enum.IsDefined(value)
        ? value
        : throw new ArgumentOutOfRangeException(
            name, $"{owner} — {name} must be one of {string.Join(", ", Enum.GetNames<T>())}. Received {value}.");
}
