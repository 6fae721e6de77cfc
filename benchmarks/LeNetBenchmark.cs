using System.Diagnostics;
using Sharpkeras.Callbacks;
using Sharpkeras.Data;
using Sharpkeras.Models;

namespace Sharpkeras.Benchmarks;

/// <summary>The main job: real MNIST, batches of 64, through the public Fit with shuffling and accuracy.</summary>
internal static class LeNetBenchmark
{
    public static void Run(BenchmarkOptions options)
    {
        options.Apply();
        double before = FmaPeak.Measure(Devices.Parallelism.Threads);
        LabelledImages train = LeNetModel.Train();
        Tensor images = LeNetModel.Prepare(train.Images);
        Keras.SetRandomSeed(1);
        Sequential model = LeNetModel.Create();
        var clock = new Clock();
        model.Fit(images, train.Labels, 64, options.Repeat + 1, Verbosity.Silent, [clock]);

        // The peak is taken before and after, since the machine's clock changes: the better one makes the harder floor.
        double peak = Math.Max(before, FmaPeak.Measure(Devices.Parallelism.Threads));
        double floor = 2 * LeNetModel.MultiplyAddsPerImage * train.Images.Shape[0] / (peak * 1e9);
        Console.WriteLine($"Vectors of {Kernels.Lanes.VectorBits.Value} bits, {Devices.Parallelism.Threads} threads; epochs {string.Join(", ", clock.Seconds.Select(s => s.ToString("F3", System.Globalization.CultureInfo.InvariantCulture)))} s (the first warms up)");
        options.Report("fma_peak", peak, "GFLOP/s");
        double[] warm = [.. clock.Seconds.Skip(1).Order()];
        options.Report("lenet", warm[warm.Length / 2], "s/epoch", floor);
        options.Report("lenet_best", warm[0], "s/epoch", floor);
    }

    private sealed class Clock : Callback
    {
        private long begin;

        public List<double> Seconds { get; } = [];

        public override void OnEpochBegin(int epoch) => begin = Stopwatch.GetTimestamp();

        public override void OnEpochEnd(int epoch, IDictionary<string, double> logs) =>
            Seconds.Add(Stopwatch.GetElapsedTime(begin).TotalSeconds);
    }
}
