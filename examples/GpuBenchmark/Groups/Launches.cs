using Sharpkeras.Examples.GpuBenchmark.Measuring;
using Sharpkeras.Kernels;

namespace Sharpkeras.Examples.GpuBenchmark.Groups;

/// <summary>What an operation costs that computes next to nothing.</summary>
internal static class Launches
{
    public static MeasurementGroup Create() => new(
        "Launches",
        [
            Measurement.Of("kernel, not waited for", bench => Kernel(bench, "kernel, not waited for", wait: false)),
            Measurement.Of("kernel and wait", bench => Kernel(bench, "kernel and wait", wait: true)),
            Measurement.Of("operation a + b", Operation),
        ]);

    private static Figure Kernel(Bench bench, string name, bool wait)
    {
        Tensor a = bench.Random(1), b = bench.Random(1), y = bench.Random(1);
        double seconds = bench.Time(() =>
        {
            bench.Backend.NumberBinary(default(AddKernel), a, b, y);
            if (wait)
            {
                bench.Backend.Synchronize();
            }
        });
        return new Figure(name, seconds * 1e6, Unit.Microseconds);
    }

    /// <summary>With all that an operation does besides: checks, the shape, the memory of the result.</summary>
    private static Figure Operation(Bench bench)
    {
        Tensor a = bench.Random(1), b = bench.Random(1);
        return new Figure("operation a + b", bench.Time(() => _ = a + b) * 1e6, Unit.Microseconds);
    }
}
