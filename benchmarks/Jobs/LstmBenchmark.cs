using Sharpkeras.Benchmarks.Floors;
using Sharpkeras.Benchmarks.Measuring;
using Sharpkeras.Layers;

namespace Sharpkeras.Benchmarks.Jobs;

/// <summary>
/// A long short-term memory of 128 units on 64 sequences of 100 steps of 128 values, with all its outputs: forward and backward, with the
/// gradient of the input, as in the middle of a network.
/// </summary>
internal static class LstmBenchmark
{
    private const int Batch = 64;
    private const int Steps = 100;
    private const int Inputs = 128;
    private const int Units = 128;

    /// <summary>Multiply-adds of the kernel and the recurrent kernel: forward, for themselves, and for what they are multiplied with.</summary>
    private const double MultiplyAdds = 3.0 * Batch * Steps * (Inputs + Units) * 4 * Units;

    public static void Run(BenchmarkOptions options)
    {
        using var scope = new TensorScope();
        Tensor input = Ops.Normal([Batch, Steps, Inputs]);
        var layer = new LSTM(Units, returnSequences: true);
        layer.EnsureBuilt(input.Shape);
        Tensor[] sources = [input, .. layer.TrainableVariables.Select(variable => variable.Value)];
        void Step()
        {
            using var tape = new GradientTape();
            tape.Watch(input);
            tape.Gradient(layer.Call(input, training: true), sources);
        }

        Timing timing = null!;
        double peak = FmaPeak.Around(() => timing = options.Time(Step));
        options.Report("lstm", timing, "ms", 2 * MultiplyAdds / (peak * 1e9));
    }
}
