namespace Sharpkeras.Examples.GpuBenchmark.Measuring;

/// <summary>A group as it was measured on a device.</summary>
/// <param name="Title">Over the table.</param>
/// <param name="Figures">What was measured.</param>
/// <param name="LeftOut">What was not.</param>
/// <param name="Seconds">How long it took, compilers included.</param>
internal sealed record GroupResult(string Title, IReadOnlyList<Figure> Figures, IReadOnlyList<LeftOut> LeftOut, double Seconds);
