using FsCheck;
using FsCheck.Fluent;

namespace Sharpkeras.Tests.Properties.Arguments;

/// <summary>The numbers that a parameter takes.</summary>
/// <param name="Low">The least number.</param>
/// <param name="High">The greatest number.</param>
internal sealed record ArgumentRange(double Low, double High)
{
    /// <summary>Drawn numbers stay near the bounds or, without bounds, near 0.</summary>
    private const double Reach = 8;

    /// <summary>Any number; NaN is none.</summary>
    public static readonly ArgumentRange Number = new(double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>Whatever the type holds, NaN too: nothing is computed from it but the value itself.</summary>
    public static readonly ArgumentRange Anything = Number with { TakesNaN = true };

    public static readonly ArgumentRange NotNegative = new(0, double.PositiveInfinity);

    public static readonly ArgumentRange Positive = new(0, double.PositiveInfinity) { LowOpen = true };

    public static readonly ArgumentRange Share = new(0, 1);

    /// <summary>From 0 to below 1.</summary>
    public static readonly ArgumentRange Decay = new(0, 1) { HighOpen = true };

    /// <summary>Whether the least number itself is refused.</summary>
    public bool LowOpen { get; init; }

    /// <summary>Whether the greatest number itself is refused.</summary>
    public bool HighOpen { get; init; }

    /// <summary>Whether NaN is allowed.</summary>
    public bool TakesNaN { get; init; }

    /// <summary>Numbers inside, the bounds among them.</summary>
    public Gen<double> Doubles()
    {
        double low = double.IsFinite(Low) ? Low : double.IsFinite(High) ? High - Reach : -Reach;
        double high = double.IsFinite(High) ? High : low + (2 * Reach);
        return Gen.Choose(LowOpen ? 1 : 0, HighOpen ? 63 : 64).Select(part => low + ((high - low) * part / 64));
    }

    /// <summary>Whole numbers inside.</summary>
    public Gen<int> Integers()
    {
        int low = double.IsFinite(Low) ? (int)Low + (LowOpen ? 1 : 0) : -(int)Reach;
        int high = double.IsFinite(High) ? (int)High - (HighOpen ? 1 : 0) : low + (int)Reach;
        return Gen.Choose(low, high);
    }

    /// <summary>Numbers outside, near the bounds and far away, and NaN.</summary>
    public IEnumerable<double> DoublesOutside()
    {
        double[] below = double.IsFinite(Low) ? [LowOpen ? Low : Low - 0.25, Low - 100, double.NegativeInfinity] : [];
        double[] above = double.IsFinite(High) ? [HighOpen ? High : High + 0.25, High + 100, double.PositiveInfinity] : [];
        double[] none = TakesNaN ? [] : [double.NaN];
        return [.. below, .. above, .. none];
    }

    /// <summary>Whole numbers outside.</summary>
    public IEnumerable<int> IntegersOutside()
    {
        int[] below = double.IsFinite(Low) ? [(int)Low - (LowOpen ? 0 : 1), int.MinValue] : [];
        int[] above = double.IsFinite(High) ? [(int)High + (HighOpen ? 0 : 1), int.MaxValue] : [];
        return [.. below, .. above];
    }
}
