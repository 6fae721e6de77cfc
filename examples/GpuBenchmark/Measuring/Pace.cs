namespace Sharpkeras.Examples.GpuBenchmark.Measuring;

/// <summary>How thoroughly things are measured.</summary>
/// <param name="Quick">Whether small sizes are enough.</param>
/// <param name="Sample">Calls are repeated for so many seconds between two looks at the clock.</param>
/// <param name="Budget">The seconds for a figure; at least three samples are taken, whatever they need.</param>
/// <param name="LongestCall">Sizes whose single call takes more seconds are left out.</param>
/// <param name="Epoch">Epochs that take more seconds are measured on a part of the images.</param>
internal sealed record Pace(bool Quick, double Sample, double Budget, double LongestCall, double Epoch)
{
    public static Pace Of(bool quick) => quick
        ? new Pace(true, 0.005, 0.1, 0.1, 0.5)
        : new Pace(false, 0.02, 0.4, 0.5, 2);
}
