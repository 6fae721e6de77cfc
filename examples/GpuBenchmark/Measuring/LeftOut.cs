namespace Sharpkeras.Examples.GpuBenchmark.Measuring;

/// <summary>Something that was not measured.</summary>
/// <param name="Name">What.</param>
/// <param name="Reason">Why.</param>
internal sealed record LeftOut(string Name, string Reason);
