using Sharpkeras.Benchmarks.Measuring;

namespace Sharpkeras.Benchmarks.Jobs;

/// <summary>What an operation costs beside its arithmetic: a chain of additions on 16 numbers, without a tape, with one, and with the way back.</summary>
internal static class OverheadBenchmark
{
    private const int Numbers = 16;

    /// <summary>Operations of a chain, which is about a step of a small network.</summary>
    private const int Chain = 64;

    public static void Run(BenchmarkOptions options)
    {
        using var scope = new TensorScope();
        Tensor x = Ops.Uniform([Numbers]), y = Ops.Uniform([Numbers]);
        Report(options, "overhead", () =>
        {
            using var step = new TensorScope();
            Additions(x, y);
        });
        Report(options, "overhead_tape", () =>
        {
            using var tape = new GradientTape();
            tape.Watch(x);
            Additions(x, y);
        });
        Report(options, "overhead_gradient", () =>
        {
            using var tape = new GradientTape();
            tape.Watch(x);
            tape.Gradient(Additions(x, y), x);
        });
    }

    private static Tensor Additions(Tensor x, Tensor y)
    {
        Tensor sum = x;
        for (int i = 0; i < Chain; i++)
        {
            sum += y;
        }

        return sum;
    }

    private static void Report(BenchmarkOptions options, string name, Action chain)
    {
        Timing timing = options.Time(chain);
        options.Report(name, new Timing(timing.Median / Chain, timing.Best / Chain), "ns");
    }
}
