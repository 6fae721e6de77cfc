namespace Sharpkeras.Examples.GpuBenchmark.Measuring;

/// <summary>Measurements that make a table.</summary>
/// <param name="Title">Over the table.</param>
/// <param name="Measurements">In the order of the rows.</param>
internal sealed record MeasurementGroup(string Title, IReadOnlyList<Measurement> Measurements);
