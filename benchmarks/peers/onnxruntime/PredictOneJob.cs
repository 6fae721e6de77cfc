using Microsoft.ML.OnnxRuntime;
using Sharpkeras.Benchmarks.Measuring;

namespace Sharpkeras.Benchmarks.Peers;

/// <summary>LeNet's answer for one image: pixels of the program are copied in, ten probabilities come out.</summary>
internal static class PredictOneJob
{
    public static void Run(BenchmarkOptions options)
    {
        float[] pixels = [.. Enumerable.Range(0, LeNetSession.Pixels).Select(i => i % 255 / 255f)];
        float[] input = new float[pixels.Length];
        float[] probabilities = new float[LeNetSession.Classes];
        using var session = new LeNetSession();
        using OrtValue x = LeNetSession.Over(input, 1, 1, 32, 32);
        using OrtValue p = LeNetSession.Over(probabilities, 1, LeNetSession.Classes);
        options.Report("predict_one", options.Time(() =>
        {
            pixels.CopyTo(input, 0);
            session.Run(x, p);
        }), "us");
    }
}
