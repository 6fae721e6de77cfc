using Sharpkeras.Benchmarks.Floors;
using Sharpkeras.Benchmarks.Measuring;
using Sharpkeras.Devices;

namespace Sharpkeras.Benchmarks.Jobs;

/// <summary>Elementwise operations and sums over arrays that no cache holds: bytes read and written a second, against the memory's own speed.</summary>
internal static class ElementwiseBenchmark
{
    private const int Elements = 1 << 24;
    private const int Rows = 1 << 12;

    public static void Run(BenchmarkOptions options)
    {
        MemoryBandwidth memory = MemoryBandwidth.Measure(Parallelism.Threads);
        using var scope = new TensorScope();
        Tensor x = Ops.Uniform([Rows, Elements / Rows], -1, 1), y = Ops.Uniform([Rows, Elements / Rows], 0.5, 1);
        Measure(options, "add", 3, memory.Add, () => Ops.Add(x, y));
        Measure(options, "multiply", 3, memory.Add, () => Ops.Multiply(x, y));
        Measure(options, "maximum", 3, memory.Add, () => Ops.Maximum(x, y));
        Measure(options, "divide", 3, memory.Add, () => Ops.Divide(x, y));
        Measure(options, "relu", 2, memory.Copy, () => Ops.Relu(x));
        Measure(options, "exp", 2, memory.Copy, () => Ops.Exp(x));
        Measure(options, "log", 2, memory.Copy, () => Ops.Log(y));
        Measure(options, "tanh", 2, memory.Copy, () => Ops.Tanh(x));
        Measure(options, "sigmoid", 2, memory.Copy, () => Ops.Sigmoid(x));
        Measure(options, "sum", 1, memory.Read, () => Ops.Sum(x));
        Measure(options, "sum_rows", 1, memory.Read, () => Ops.Sum(x, axis: 1));
        Measure(options, "sum_columns", 1, memory.Read, () => Ops.Sum(x, axis: 0));
    }

    /// <summary>Reports the rate of an operation that reads and writes so many arrays.</summary>
    private static void Measure(BenchmarkOptions options, string name, int arrays, double bandwidth, Func<Tensor> operation)
    {
        Timing timing = options.Time(() =>
        {
            using var scope = new TensorScope();
            operation();
        });
        options.Report("elementwise_" + name, arrays * 4.0 * Elements / timing.Median * 1e-9, "GB/s", bandwidth);
    }
}
