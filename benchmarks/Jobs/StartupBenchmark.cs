using Sharpkeras.Benchmarks.Measuring;
using Sharpkeras.Models;

namespace Sharpkeras.Benchmarks.Jobs;

/// <summary>From the start of a process to the end of LeNet's first step of training; the batch is made up, so that no data are loaded.</summary>
internal static class StartupBenchmark
{
    public const string StepPart = "startup-step";
    public const string NothingPart = "startup-nothing";

    private const int Starts = 5;

    public static void Run(BenchmarkOptions options)
    {
        List<double> steps = [], nothings = [];
        for (int i = 0; i < Starts * options.Repeat; i++)
        {
            steps.Add(ChildProcess.SecondsTo(StepPart, options));
            nothings.Add(ChildProcess.SecondsTo(NothingPart, options));
        }

        // A .NET process that does nothing takes its time too: there is no way below it.
        options.Report("startup", Timing.Of(steps), "ms", Timing.Of(nothings).Median);
    }

    public static void RunStep()
    {
        Sequential model = LeNetModel.Create();
        model.TrainOnBatch(Ops.Uniform([LeNetModel.Batch, 32, 32, 1]), Ops.RandInt([LeNetModel.Batch], 0, 10));
        ChildProcess.AnswerNow();
    }

    public static void RunNothing() => ChildProcess.AnswerNow();
}
