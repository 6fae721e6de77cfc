using Microsoft.ML.OnnxRuntime;
using Sharpkeras.Benchmarks.Measuring;

namespace Sharpkeras.Benchmarks.Peers;

/// <summary>LeNet on the 10,000 test images: loss and accuracy.</summary>
internal static class EvaluateJob
{
    private const int Batch = 256;

    public static void Run(BenchmarkOptions options)
    {
        MnistData test = MnistData.Test();
        float[] images = test.Prepared();
        float[] probabilities = new float[test.Count * LeNetSession.Classes];
        using var session = new LeNetSession();
        (double Loss, double Accuracy) result = default;
        Timing timing = options.Time(() =>
        {
            for (int begin = 0; begin < test.Count; begin += Batch)
            {
                int count = Math.Min(Batch, test.Count - begin);
                using OrtValue x = LeNetSession.Over(images.AsMemory(begin * LeNetSession.Pixels, count * LeNetSession.Pixels), count, 1, 32, 32);
                using OrtValue p = LeNetSession.Over(probabilities.AsMemory(begin * LeNetSession.Classes, count * LeNetSession.Classes), count, LeNetSession.Classes);
                session.Run(x, p);
            }

            result = Score(probabilities, test.Labels);
        });
        Console.WriteLine($"loss {Figure.Number(result.Loss)}, accuracy {Figure.Number(result.Accuracy)} after an epoch of training");
        options.Report("evaluate", timing, "s");
        options.Report("evaluate_rate", test.Count / timing.Median, "images/s");
    }

    private static (double Loss, double Accuracy) Score(float[] probabilities, byte[] labels)
    {
        double loss = 0;
        int hits = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            ReadOnlySpan<float> row = probabilities.AsSpan(i * LeNetSession.Classes, LeNetSession.Classes);
            int best = 0;
            for (int k = 1; k < row.Length; k++)
            {
                best = row[k] > row[best] ? k : best;
            }

            hits += best == labels[i] ? 1 : 0;
            loss -= Math.Log(Math.Max(row[labels[i]], 1e-7f));
        }

        return (loss / labels.Length, (double)hits / labels.Length);
    }
}
