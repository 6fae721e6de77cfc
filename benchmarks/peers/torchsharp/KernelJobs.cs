using Sharpkeras.Benchmarks.Measuring;
using TorchSharp;
using static TorchSharp.torch;

namespace Sharpkeras.Benchmarks.Peers;

/// <summary>Products of matrices, and the cost of small operations.</summary>
internal static class KernelJobs
{
    private const int Numbers = 16;
    private const int Chain = 64;

    public static void Gemm(BenchmarkOptions options)
    {
        using IDisposable inference = no_grad();
        int all = get_num_threads();
        foreach (var (name, m, k, n) in MatrixProducts.All)
        {
            using Tensor a = randn(m, k), b = randn(k, n);
            Product(options, name, a, b);
            set_num_threads(1);
            Product(options, name + "_one_thread", a, b);
            set_num_threads(all);
        }
    }

    public static void Overhead(BenchmarkOptions options)
    {
        using Tensor x = rand(Numbers), y = rand(Numbers);
        using (no_grad())
        {
            Report(options, "overhead", () => Additions(x, y));
        }

        using Tensor watched = rand(Numbers, requires_grad: true);
        Report(options, "overhead_tape", () => Additions(watched, y));
        Report(options, "overhead_gradient", () =>
        {
            using DisposeScope scope = NewDisposeScope();
            watched.grad = null;
            Tensor sum = watched;
            for (int i = 0; i < Chain; i++)
            {
                sum += y;
            }

            sum.sum().backward();
        });
    }

    private static void Product(BenchmarkOptions options, string name, Tensor a, Tensor b)
    {
        Timing timing = options.Time(() => matmul(a, b).Dispose());
        double work = 2e-9 * a.shape[0] * a.shape[1] * b.shape[1];
        options.Report(name, work / timing.Median, "GFLOP/s");
        options.Report(name + "_best", work / timing.Best, "GFLOP/s");
    }

    /// <summary>Disposes what it does not need at once, which is faster than a scope.</summary>
    private static void Additions(Tensor x, Tensor y)
    {
        Tensor sum = x + y;
        for (int i = 1; i < Chain; i++)
        {
            Tensor next = sum + y;
            sum.Dispose();
            sum = next;
        }

        sum.Dispose();
    }

    private static void Report(BenchmarkOptions options, string name, Action chain)
    {
        Timing timing = options.Time(chain);
        options.Report(name, new Timing(timing.Median / Chain, timing.Best / Chain), "ns");
    }
}
