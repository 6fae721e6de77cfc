namespace Sharpkeras.Examples.GpuBenchmark.Measuring;

/// <summary>How long a call took at the size that was chosen.</summary>
/// <param name="Size">The size.</param>
/// <param name="Amount">What a call does: operations, or bytes.</param>
/// <param name="Seconds">The median.</param>
internal sealed record Timing(int Size, double Amount, double Seconds)
{
    /// <summary>The amount a second.</summary>
    public double Rate => Amount / Seconds;
}
