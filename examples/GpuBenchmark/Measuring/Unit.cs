namespace Sharpkeras.Examples.GpuBenchmark.Measuring;

/// <summary>What a figure is measured in.</summary>
/// <param name="Name">As it is printed.</param>
/// <param name="Better">Whether more or less of it is better; neither where there is nothing to compare.</param>
internal sealed record Unit(string Name, Better Better)
{
    public static readonly Unit Gigabytes = new("GB/s", Better.More);
    public static readonly Unit Teraflops = new("TFLOP/s", Better.More);
    public static readonly Unit Microseconds = new("µs", Better.Less);
    public static readonly Unit SecondsPerEpoch = new("s/epoch", Better.Less);
    public static readonly Unit Images = new("images/s", Better.More);
    public static readonly Unit Count = new("a step", Better.Neither);
    public static readonly Unit Bytes = new("bytes a step", Better.Neither);
}
