using Sharpkeras.Benchmarks.Floors;
using Sharpkeras.Benchmarks.Measuring;
using Sharpkeras.Layers;
using Sharpkeras.Losses;
using Sharpkeras.Models;

namespace Sharpkeras.Benchmarks.Jobs;

/// <summary>Three 3×3 convolutions of 64 channels with ReLU on 32 coloured images of 32×32, the mean of each channel, ten classes: forward and backward.</summary>
internal static class Vgg3Benchmark
{
    private const int Batch = 32;
    private const int Size = 32;
    private const int Channels = 64;

    /// <summary>Multiply-adds: the first convolution has no gradient of its input.</summary>
    private const double MultiplyAdds = (double)Batch * Size * Size * Channels * 9 * ((2 * 3) + (2 * 3 * Channels));

    public static void Run(BenchmarkOptions options)
    {
        using var scope = new TensorScope();
        var model = new Sequential(
            [
                new InputLayer([Size, Size, 3]),
                new Conv2D(Channels, 3, padding: Padding.Same, activation: "relu"),
                new Conv2D(Channels, 3, padding: Padding.Same, activation: "relu"),
                new Conv2D(Channels, 3, padding: Padding.Same, activation: "relu"),
                new GlobalAveragePooling2D(),
                new Dense(10),
            ]);
        var loss = new SparseCategoricalCrossentropy(fromLogits: true);
        Tensor images = Ops.Normal([Batch, Size, Size, 3]), labels = Ops.RandInt([Batch], 0, 10);
        void Step()
        {
            using var tape = new GradientTape();
            tape.Gradient(loss.Call(labels, model.Call(images, training: true)), model.TrainableVariables);
        }

        Timing timing = null!;
        double peak = FmaPeak.Around(() => timing = options.Time(Step));
        options.Report("vgg3", timing, "ms", 2 * MultiplyAdds / (peak * 1e9));
    }
}
