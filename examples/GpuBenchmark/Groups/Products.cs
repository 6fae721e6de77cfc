using Sharpkeras.Examples.GpuBenchmark.Measuring;

namespace Sharpkeras.Examples.GpuBenchmark.Groups;

/// <summary>Products of square matrices of float32.</summary>
internal sealed class Products
{
    private double fastest;

    public static MeasurementGroup Create(Pace pace)
    {
        var products = new Products();
        int[] sizes = pace.Quick ? [256, 512, 1024, 2048, 4096] : [256, 512, 1024, 2048, 4096, 8192];
        return new MeasurementGroup(
            "Matrix products", [.. sizes.Select(n => Measurement.Of($"{n} × {n}", bench => products.Measure(bench, $"{n} × {n}", n)))]);
    }

    private Figure Measure(Bench bench, string name, int size)
    {
        var work = new Workload([size], n => 2.0 * n * n * n, n => 3L * 4 * n * n, n =>
        {
            Tensor a = bench.Random(n, n), b = bench.Random(n, n), y = bench.Random(n, n);
            return () => bench.Backend.MatMul(a, b, y, 1, n, n, n, false, false);
        });
        Timing timing = bench.Time(work, fastest);
        fastest = Math.Max(fastest, timing.Rate);
        return new Figure(name, timing.Rate / 1e12, Unit.Teraflops) { Like = "" };
    }
}
