using Sharpkeras.Benchmarks.Floors;
using Sharpkeras.Benchmarks.Measuring;
using Sharpkeras.Layers;
using Sharpkeras.Models;

namespace Sharpkeras.Benchmarks.Jobs;

/// <summary>
/// A block of a transformer's encoder on 16 sequences of 128 steps, 128 wide: self-attention by 8 heads and two dense layers with 512 units
/// between them, each around a shortcut and normalized; forward and backward, with the gradient of the input, as in the middle of a network.
/// </summary>
internal static class TransformerBenchmark
{
    private const int Batch = 16;
    private const int Steps = 128;
    private const int Width = 128;
    private const int Heads = 8;
    private const int Hidden = 512;

    /// <summary>Multiply-adds of the four projections and the two dense layers, and of logits and means: forward, and two gradients of each.</summary>
    private const double MultiplyAdds = 3.0 * Batch * Steps * ((4 * Width * Width) + (2 * Width * Hidden) + (2 * Steps * Width));

    public static void Run(BenchmarkOptions options)
    {
        using var scope = new TensorScope();
        Functional block = Create();
        Tensor input = Ops.Normal([Batch, Steps, Width]);
        Tensor[] sources = [input, .. block.TrainableVariables.Select(variable => variable.Value)];
        void Step()
        {
            using var tape = new GradientTape();
            tape.Watch(input);
            tape.Gradient(block.Call(input, training: true), sources);
        }

        Timing timing = null!;
        double peak = FmaPeak.Around(() => timing = options.Time(Step));
        options.Report("transformer", timing, "ms", 2 * MultiplyAdds / (peak * 1e9));
    }

    private static Functional Create()
    {
        Tensor input = Keras.Input([Steps, Width]);
        Tensor attended = new MultiHeadAttention(Heads, Width / Heads).Call(input, input);
        Tensor x = new LayerNormalization().Call(new Add().Call([input, attended]));
        Tensor y = new Dense(Width).Call(new Dense(Hidden, activation: "relu").Call(x));
        return new Functional(input, new LayerNormalization().Call(new Add().Call([x, y])));
    }
}
