namespace Sharpkeras.Examples.GpuBenchmark.Measuring;

/// <summary>A measurement on a device.</summary>
/// <param name="Name">What is measured.</param>
/// <param name="Run">Measures; it may give several figures.</param>
internal sealed record Measurement(string Name, Func<Bench, IReadOnlyList<Figure>> Run)
{
    /// <summary>A measurement of one figure.</summary>
    public static Measurement Of(string name, Func<Bench, Figure> run) => new(name, bench => [run(bench)]);
}
