using Sharpkeras.Benchmarks.Floors;
using Sharpkeras.Benchmarks.Measuring;
using Sharpkeras.Devices;

namespace Sharpkeras.Benchmarks.Jobs;

/// <summary>Products of float32 matrices, square ones and long ones, on one thread and on all: a share of the peak of multiply-adds.</summary>
internal static class GemmBenchmark
{
    public static void Run(BenchmarkOptions options)
    {
        int all = Parallelism.Threads;
        foreach (var (name, m, k, n) in MatrixProducts.All)
        {
            Measure(options, name, m, k, n);
            Parallelism.Threads = 1;
            Measure(options, name + "_one_thread", m, k, n);
            Parallelism.Threads = all;
        }
    }

    private static void Measure(BenchmarkOptions options, string name, int m, int k, int n)
    {
        using var data = new TensorScope();
        Tensor a = Ops.Normal([m, k]), b = Ops.Normal([k, n]);
        void Product()
        {
            using var scope = new TensorScope();
            Ops.MatMul(a, b);
        }

        Timing timing = null!;
        double peak = FmaPeak.Around(() => timing = options.Time(Product));
        options.Report(name, 2.0 * m * k * n / timing.Median * 1e-9, "GFLOP/s", peak);
        options.Report(name + "_best", 2.0 * m * k * n / timing.Best * 1e-9, "GFLOP/s", peak);
    }
}
