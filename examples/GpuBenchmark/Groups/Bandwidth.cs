using Sharpkeras.Examples.GpuBenchmark.Measuring;
using Sharpkeras.Kernels;

namespace Sharpkeras.Examples.GpuBenchmark.Groups;

/// <summary>How fast the device's own memory is read and written.</summary>
internal static class Bandwidth
{
    public static MeasurementGroup Create() => new(
        "Memory",
        [
            Measurement.Of("copy", bench => Measure(bench, "copy", 2, n =>
            {
                Tensor x = bench.Random(n), y = bench.Random(n);
                return () => bench.Backend.Copy(x, y);
            })),
            Measurement.Of("add", bench => Measure(bench, "add", 3, n =>
            {
                Tensor a = bench.Random(n), b = bench.Random(n), y = bench.Random(n);
                return () => bench.Backend.NumberBinary(default(AddKernel), a, b, y);
            })),
            Measurement.Of("sum", bench => Measure(bench, "sum", 1, n =>
            {
                Tensor x = bench.Random(n), y = bench.Random(1);
                return () => bench.Backend.Reduce(default(SumReduction), x, y, 1, n, 1);
            })),
        ]);

    /// <summary>The rate of work that reads and writes so many tensors.</summary>
    private static Figure Measure(Bench bench, string name, int tensors, Func<int, Action> prepare)
    {
        Timing timing = bench.Time(new Workload(Sizes(bench), n => tensors * 4.0 * n, n => 3L * 4 * n, prepare));
        return new Figure(name, timing.Rate / 1e9, Unit.Gigabytes, Format.Mebibytes(4.0 * timing.Size));
    }

    /// <summary>Elements; the largest do not fit the caches of large devices.</summary>
    internal static IReadOnlyList<int> Sizes(Bench bench) => bench.Pace.Quick
        ? [1 << 20, 1 << 22, 1 << 24]
        : [1 << 20, 1 << 22, 1 << 24, 1 << 26];
}
