using Sharpkeras.Benchmarks.Floors;
using Sharpkeras.Benchmarks.Measuring;
using Sharpkeras.Models;

namespace Sharpkeras.Benchmarks.Jobs;

/// <summary>LeNet's answer for one image: pixels of the program go in, ten probabilities come out as an array.</summary>
internal static class PredictOneBenchmark
{
    private const int Counted = 1000;

    public static void Run(BenchmarkOptions options)
    {
        Sequential model = LeNetModel.Create();
        float[] pixels = [.. Enumerable.Range(0, 32 * 32).Select(i => i % 255 / 255f)];
        void Predict()
        {
            using var scope = new TensorScope();
            model.Predict(Tensor.FromSpan<float>(pixels, [1, 32, 32, 1])).ToArray<float>();
        }

        Timing timing = null!;
        double peak = FmaPeak.Around(() => timing = options.Time(Predict));
        options.Report("predict_one", timing, "us", 2 * LeNetModel.ForwardMultiplyAdds / (peak * 1e9));
        options.Report("predict_one_allocated", Allocated(Predict), "bytes");
    }

    /// <summary>Bytes on the managed heap of a warm call, on all threads.</summary>
    private static double Allocated(Action call)
    {
        long before = GC.GetTotalAllocatedBytes(precise: true);
        for (int i = 0; i < Counted; i++)
        {
            call();
        }

        return (double)(GC.GetTotalAllocatedBytes(precise: true) - before) / Counted;
    }
}
