using Sharpkeras.Benchmarks.Floors;
using Sharpkeras.Benchmarks.Measuring;
using Sharpkeras.Layers;
using Sharpkeras.Models;

namespace Sharpkeras.Benchmarks.Jobs;

/// <summary>
/// Two 3×3 convolutions of 64 channels, each normalized by batch, around a shortcut, on 32 inputs of 32×32: forward and backward, with
/// the gradient of the input, as in the middle of a network.
/// </summary>
internal static class ResidualBlockBenchmark
{
    private const int Batch = 32;
    private const int Size = 32;
    private const int Channels = 64;

    /// <summary>Multiply-adds of the two convolutions: forward, for the kernel, and for the input.</summary>
    private const double MultiplyAdds = 2.0 * 3 * Batch * Size * Size * Channels * Channels * 9;

    public static void Run(BenchmarkOptions options)
    {
        using var scope = new TensorScope();
        Functional block = Create();
        Tensor input = Ops.Normal([Batch, Size, Size, Channels]);
        Tensor[] sources = [input, .. block.TrainableVariables.Select(variable => variable.Value)];
        void Step()
        {
            using var tape = new GradientTape();
            tape.Watch(input);
            tape.Gradient(block.Call(input, training: true), sources);
        }

        Timing timing = null!;
        double peak = FmaPeak.Around(() => timing = options.Time(Step));
        options.Report("resblock", timing, "ms", 2 * MultiplyAdds / (peak * 1e9));
    }

    private static Functional Create()
    {
        Tensor input = Keras.Input([Size, Size, Channels]);
        Tensor y = new Conv2D(Channels, 3, padding: Padding.Same, useBias: false).Call(input);
        y = new Activation("relu").Call(new BatchNormalization().Call(y));
        y = new BatchNormalization().Call(new Conv2D(Channels, 3, padding: Padding.Same, useBias: false).Call(y));
        return new Functional(input, new Activation("relu").Call(new Add().Call([y, input])));
    }
}
