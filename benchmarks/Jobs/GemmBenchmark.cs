using Sharpkeras.Benchmarks.Floors;
using Sharpkeras.Benchmarks.Measuring;
using Sharpkeras.Devices;

namespace Sharpkeras.Benchmarks.Jobs;

/// <summary>Products of float32 matrices, square ones and long ones, on one thread and on all: a share of the peak of multiply-adds.</summary>
internal static class GemmBenchmark
{
    /// <summary>[m, k] · [k, n].</summary>
    private static readonly (string Name, int M, int K, int N)[] Products =
    [
        ("gemm_128", 128, 128, 128),
        ("gemm_256", 256, 256, 256),
        ("gemm_512", 512, 512, 512),
        ("gemm_1024", 1024, 1024, 1024),
        ("gemm_2048", 2048, 2048, 2048),
        ("gemm_tall", 16384, 128, 128),
        ("gemm_wide", 128, 128, 16384),
        ("gemm_deep", 128, 16384, 128),
    ];

    public static void Run(BenchmarkOptions options)
    {
        int all = Parallelism.Threads;
        foreach (var (name, m, k, n) in Products)
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
