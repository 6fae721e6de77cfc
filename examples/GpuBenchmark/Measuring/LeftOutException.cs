namespace Sharpkeras.Examples.GpuBenchmark.Measuring;

/// <summary>A measurement that makes no sense on a device: too large for its memory, or too slow.</summary>
internal sealed class LeftOutException(string reason) : Exception(reason);
