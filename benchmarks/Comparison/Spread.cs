using Sharpkeras.Benchmarks.Measuring;

namespace Sharpkeras.Benchmarks.Comparison;

/// <summary>What several rounds gave.</summary>
/// <param name="Median">The middle one, or the mean of the two in the middle.</param>
/// <param name="Least">The smallest.</param>
/// <param name="Most">The largest.</param>
internal sealed record Spread(double Median, double Least, double Most)
{
    /// <summary>The spread of values; null where there are none.</summary>
    public static Spread? Of(IEnumerable<double> values)
    {
        double[] ordered = [.. values.Order()];
        int half = ordered.Length / 2;
        return ordered.Length == 0
            ? null
            : new Spread(ordered.Length % 2 == 1 ? ordered[half] : (ordered[half - 1] + ordered[half]) / 2, ordered[0], ordered[^1]);
    }

    /// <summary>The median, and the others behind it.</summary>
    public override string ToString() => $"{Figure.Number(Median)} ({Figure.Number(Least)}–{Figure.Number(Most)})";
}
