namespace Sharpkeras.Benchmarks.Measuring;

/// <summary>What the command line says.</summary>
/// <param name="Threads">Threads to compute with; null for all cores.</param>
/// <param name="Repeat">How much longer than the shortest sensible time is measured.</param>
/// <param name="Json">Where figures are written; null for nowhere.</param>
internal sealed record BenchmarkOptions(int? Threads, int Repeat, string? Json)
{
    /// <summary>Times calls for as long as was asked for.</summary>
    public Timing Time(Action action) => Timing.Of(action, 0.4 * Repeat);

    /// <summary>Prints the median of a time, and the best as a figure of its own.</summary>
    /// <param name="figure">The name.</param>
    /// <param name="timing">What was measured.</param>
    /// <param name="unit">s, ms, us or ns.</param>
    /// <param name="floor">The least time that the machine needs, in seconds; null where that has no meaning.</param>
    public void Report(string figure, Timing timing, string unit, double? floor = null)
    {
        double scale = unit switch { "ms" => 1e3, "us" => 1e6, "ns" => 1e9, _ => 1 };
        Report(figure, timing.Median * scale, unit, floor * scale);
        Report(figure + "_best", timing.Best * scale, unit, floor * scale);
    }

    /// <summary>Prints a figure with its floor, and adds it to the JSON file.</summary>
    public void Report(string figure, double value, string unit, double? floor = null)
    {
        var entry = new Figure(figure, value, unit, floor);
        Console.WriteLine(entry);
        if (Json != null)
        {
            File.AppendAllText(Json, entry.ToJson() + Environment.NewLine);
        }
    }
}
