using Sharpkeras.Benchmarks.Floors;
using Sharpkeras.Benchmarks.Measuring;
using Sharpkeras.Data;
using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Optimizers;

namespace Sharpkeras.Benchmarks.Jobs;

/// <summary>Two hidden layers of 512 units on MNIST, batches of 128, through Fit with shuffling and accuracy.</summary>
internal static class MlpBenchmark
{
    private const int Batch = 128;

    /// <summary>Multiply-adds of an image: forward, for the weights, and for the inputs of all layers but the first.</summary>
    private const double MultiplyAdds = (3.0 * ((784 * 512) + (512 * 512) + (512 * 10))) - (784 * 512);

    public static void Run(BenchmarkOptions options)
    {
        LabelledImages train = LeNetModel.Train();
        Tensor images = (train.Images.Cast(DType.Float32) / 255).Reshape([-1, 784]);
        Keras.SetRandomSeed(1);
        var model = new Sequential(
            [
                new InputLayer([784]),
                new Dense(512, activation: "relu"),
                new Dense(512, activation: "relu"),
                new Dense(10, activation: "softmax"),
            ]);
        model.Compile(new Adam(1e-3), loss: "sparse_categorical_crossentropy", metrics: ["accuracy"]);
        var clock = new EpochClock();
        double peak = FmaPeak.Around(() => model.Fit(images, train.Labels, Batch, options.Repeat + 1, Verbosity.Silent, [clock]));
        Console.WriteLine(clock);
        options.Report("mlp", clock.Warm, "s/epoch", 2 * MultiplyAdds * images.Shape[0] / (peak * 1e9));
    }
}
