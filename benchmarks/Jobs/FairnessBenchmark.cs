using System.Diagnostics;
using Sharpkeras.Benchmarks.Measuring;
using Sharpkeras.Data;
using Sharpkeras.Models;

namespace Sharpkeras.Benchmarks.Jobs;

/// <summary>An epoch of LeNet alone, and beside processes that take all the time they get: threads that wait in loops would suffer most.</summary>
internal static class FairnessBenchmark
{
    public const string BusyPart = "fairness-busy";

    private const int Neighbours = 2;
    private const double MostTimes = 3;

    /// <summary>A busy process ends by itself, should nobody end it.</summary>
    private static readonly TimeSpan LongestBusy = TimeSpan.FromMinutes(5);

    public static void Run(BenchmarkOptions options)
    {
        LabelledImages train = LeNetModel.Train();
        Tensor images = LeNetModel.Prepare(train.Images);
        Keras.SetRandomSeed(1);
        Sequential model = LeNetModel.Create();
        Timing alone = Epochs(model, images, train.Labels, options);
        Process[] busy = [.. Enumerable.Range(0, Neighbours).Select(_ => ChildProcess.Start(BusyPart, options))];
        try
        {
            Timing beside = Epochs(model, images, train.Labels, options);
            options.Report("fairness_alone", alone.Median, "s/epoch");
            options.Report("fairness_beside_two", beside.Median, "s/epoch", MostTimes * alone.Median);
        }
        finally
        {
            foreach (Process process in busy)
            {
                process.Kill();
                process.Dispose();
            }
        }
    }

    /// <summary>The neighbour.</summary>
    public static void RunBusy()
    {
        long begin = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(begin) < LongestBusy)
        {
        }
    }

    private static Timing Epochs(Sequential model, Tensor images, Tensor labels, BenchmarkOptions options)
    {
        var clock = new EpochClock();
        model.Fit(images, labels, LeNetModel.Batch, options.Repeat + 1, Verbosity.Silent, [clock]);
        return clock.Warm;
    }
}
