using Sharpkeras.Benchmarks.Floors;
using Sharpkeras.Benchmarks.Measuring;
using Sharpkeras.Data;
using Sharpkeras.Models;

namespace Sharpkeras.Benchmarks.Jobs;

/// <summary>LeNet on the 10,000 test images through Evaluate: loss and accuracy.</summary>
internal static class EvaluateBenchmark
{
    private const int Batch = 256;

    public static void Run(BenchmarkOptions options)
    {
        LabelledImages test = LeNetModel.Test();
        Tensor images = LeNetModel.Prepare(test.Images);
        Keras.SetRandomSeed(1);
        Sequential model = LeNetModel.Create();
        Timing timing = null!;
        Evaluation result = null!;
        double peak = FmaPeak.Around(() => timing = options.Time(() => result = model.Evaluate(images, test.Labels, Batch, Verbosity.Silent)));
        Console.WriteLine($"loss {Figure.Number(result.Loss)}, accuracy {Figure.Number(result["accuracy"])} before any training");
        int count = images.Shape[0];
        double floor = 2 * LeNetModel.ForwardMultiplyAdds * count / (peak * 1e9);
        options.Report("evaluate", timing, "s", floor);
        options.Report("evaluate_rate", count / timing.Median, "images/s", count / floor);
        options.Report("fma_peak", peak, "GFLOP/s");
    }
}
