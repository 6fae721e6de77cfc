using Sharpkeras.Benchmarks.Floors;
using Sharpkeras.Benchmarks.Measuring;
using Sharpkeras.Data;
using Sharpkeras.Devices;
using Sharpkeras.Kernels.Lanes;
using Sharpkeras.Models;

namespace Sharpkeras.Benchmarks.Jobs;

/// <summary>The main job: real MNIST, batches of 64, through the public Fit with shuffling and accuracy.</summary>
internal static class LeNetBenchmark
{
    public static void Run(BenchmarkOptions options)
    {
        LabelledImages train = LeNetModel.Train();
        Tensor images = LeNetModel.Prepare(train.Images);
        Keras.SetRandomSeed(1);
        Sequential model = LeNetModel.Create();
        var clock = new EpochClock();
        double peak = FmaPeak.Around(() => model.Fit(images, train.Labels, LeNetModel.Batch, options.Repeat + 1, Verbosity.Silent, [clock]));
        double floor = 2 * LeNetModel.MultiplyAddsPerImage * train.Images.Shape[0] / (peak * 1e9);
        Console.WriteLine($"Vectors of {VectorBits.Value} bits, {Parallelism.Threads} threads; {clock}");
        options.Report("lenet", clock.Warm, "s/epoch", floor);
        options.Report("fma_peak", peak, "GFLOP/s");
    }
}
