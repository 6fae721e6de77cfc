using System.Diagnostics;
using Sharpkeras.Benchmarks.Floors;
using Sharpkeras.Benchmarks.Measuring;
using Sharpkeras.Cpu;
using Sharpkeras.Devices;
using Sharpkeras.Kernels;

namespace Sharpkeras.Benchmarks.Jobs;

/// <summary>The kernels of a LeNet step with batches of 64, each against its own floor; what has no arithmetic worth naming has none.</summary>
internal static class LeNetParts
{
    private const int Batch = 64;

    private static double peak;
    private static bool warm;

    public static void Run(BenchmarkOptions options)
    {
        peak = FmaPeak.Measure(Parallelism.Threads);
        Console.WriteLine($"Vectors of {Kernels.Lanes.VectorBits.Value} bits, {Parallelism.Threads} threads; peak {peak:F0} GFLOP/s; microseconds a step");
        Backend cpu = BackendProvider.Get(Device.Cpu);
        using var scope = new TensorScope();

        // unseen at first, until the runtime has compiled everything for the last time
        for (int i = 0; i < 3; i++)
        {
            Parts(options, cpu);
            Thread.Sleep(300);
        }

        warm = true;
        Parts(options, cpu);
    }

    private static void Parts(BenchmarkOptions options, Backend cpu)
    {
        using var scope = new TensorScope();
        var conv1 = new ConvGeometry(Batch, 32, 32, 1, 5, 5, 28, 28, 6, 1, 1, 1, 1, 0, 0, 1);
        var conv2 = new ConvGeometry(Batch, 14, 14, 6, 5, 5, 10, 10, 16, 1, 1, 1, 1, 0, 0, 1);
        var pool1 = new PoolGeometry(Batch, 28, 28, 6, 2, 2, 14, 14, 2, 2, 0, 0);
        var pool2 = new PoolGeometry(Batch, 10, 10, 16, 2, 2, 5, 5, 2, 2, 0, 0);
        Pooled(options, cpu, "conv1, pool1", conv1, pool1, false);
        Pooled(options, cpu, "conv2, pool2", conv2, pool2, true);
        Convolution(options, cpu, "conv1", conv1, false);
        Convolution(options, cpu, "conv2", conv2, true);
        Pooling(options, cpu, "pool1", pool1);
        Pooling(options, cpu, "pool2", pool2);
        Product(options, cpu, "dense1", 400, 120);
        Product(options, cpu, "dense2", 120, 84);
        Product(options, cpu, "dense3", 84, 10);
    }

    /// <summary>A convolution and its pooling as LeNet takes them, together; the others are there to compare with.</summary>
    private static void Pooled(BenchmarkOptions options, Backend cpu, string name, ConvGeometry g, PoolGeometry pool, bool input)
    {
        Tensor x = Random(cpu, [g.Batch, g.InputHeight, g.InputWidth, g.InputChannels]);
        Tensor w = Random(cpu, [g.KernelHeight, g.KernelWidth, g.InputChannels, g.OutputChannels]);
        Tensor b = Random(cpu, [g.OutputChannels]);
        Tensor y = Random(cpu, [g.Batch, pool.OutputHeight, pool.OutputWidth, g.OutputChannels]);
        Tensor dx = Random(cpu, x.Shape);
        Tensor dw = Random(cpu, w.Shape);
        double work = (double)g.Batch * g.OutputHeight * g.OutputWidth * g.OutputChannels * g.KernelHeight * g.KernelWidth * g.InputChannels;
        var relu = new Epilogue<FloatingUnary<ReluKernel>>(default);
        Tensor? kept = cpu.PooledConv2D(PoolMode.Average, g, pool, x, w, b, relu, y, true);
        Time(options, name + " forward", work, () =>
        {
            using var step = new TensorScope();
            cpu.PooledConv2D(PoolMode.Average, g, pool, x, w, b, relu, y, true);
        });
        Time(options, name + " gradients", input ? 2 * work : work, () => cpu.PooledConv2DGradient(
            PoolMode.Average, g, pool, x, w, relu, y, kept, y, input ? dx : null, dw, b));
    }

    private static void Convolution(BenchmarkOptions options, Backend cpu, string name, ConvGeometry g, bool input)
    {
        Tensor x = Random(cpu, [g.Batch, g.InputHeight, g.InputWidth, g.InputChannels]);
        Tensor w = Random(cpu, [g.KernelHeight, g.KernelWidth, g.InputChannels, g.OutputChannels]);
        Tensor b = Random(cpu, [g.OutputChannels]);
        Tensor y = Random(cpu, [g.Batch, g.OutputHeight, g.OutputWidth, g.OutputChannels]);
        Tensor dy = Random(cpu, y.Shape);
        double work = (double)y.Length * g.KernelHeight * g.KernelWidth * g.InputChannels;
        var relu = new Epilogue<FloatingUnary<ReluKernel>>(default);
        Time(options, name + " forward", work, () => cpu.Conv2D(g, x, w, b, relu, y));
        Time(options, name + " relu gradient", 0, () => cpu.UnaryGradient(default(FloatingUnary<ReluKernel>), null, y, dy, dy));
        Time(options, name + " kernel and bias gradient", work, () => cpu.Conv2DKernelGradient(g, x, dy, w, b));
        if (input)
        {
            Time(options, name + " input gradient", work, () => cpu.Conv2DInputGradient(g, dy, w, x));
        }
    }

    private static void Pooling(BenchmarkOptions options, Backend cpu, string name, PoolGeometry g)
    {
        Tensor x = Random(cpu, [g.Batch, g.InputHeight, g.InputWidth, g.Channels]);
        Tensor y = Random(cpu, [g.Batch, g.OutputHeight, g.OutputWidth, g.Channels]);
        Time(options, name + " forward", 0, () => cpu.Pool2D(PoolMode.Average, g, x, y));
        Time(options, name + " gradient", 0, () => cpu.Pool2DGradient(PoolMode.Average, g, x, y, y, x));
    }

    private static void Product(BenchmarkOptions options, Backend cpu, string name, int k, int n)
    {
        Tensor x = Random(cpu, [Batch, k]);
        Tensor w = Random(cpu, [k, n]);
        Tensor b = Random(cpu, [n]);
        Tensor y = Random(cpu, [Batch, n]);
        double work = (double)Batch * k * n;
        Time(options, name + " forward", work, () => cpu.Dense(x, w, b, null, y, Batch, k, n));
        Time(options, name + " input gradient", work, () => cpu.MatMul(y, w, x, 1, Batch, k, n, false, true));
        Time(options, name + " kernel gradient", work, () => cpu.MatMul(x, y, w, 1, k, n, Batch, true, false));
        Tensor m = Random(cpu, w.Shape);
        Tensor v = Random(cpu, w.Shape);
        Tensor g = Random(cpu, w.Shape);
        Time(options, name + " adam", 0, () => cpu.AdamStep(w, g, m, v, null, 1e-3, 0.9, 0.999, 1e-7));
    }

    /// <summary>The best of many short runs, in microseconds.</summary>
    private static void Time(BenchmarkOptions options, string name, double multiplyAdds, Action action)
    {
        double best = double.MaxValue;
        for (int i = 0; i < 60 * options.Repeat; i++)
        {
            long begin = Stopwatch.GetTimestamp();
            action();
            best = Math.Min(best, Stopwatch.GetElapsedTime(begin).TotalMicroseconds);
        }

        if (warm)
        {
            options.Report(name, best, "us", multiplyAdds > 0 ? 2 * multiplyAdds / (peak * 1e3) : null);
        }
    }

    private static Tensor Random(Backend cpu, Shape shape)
    {
        Tensor tensor = cpu.Rent(shape, DType.Float32);
        cpu.RandomUniform(tensor, 1, 0, 0.1, 0.9);
        return tensor;
    }
}
