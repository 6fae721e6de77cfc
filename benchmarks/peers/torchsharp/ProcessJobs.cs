using Sharpkeras.Benchmarks.Measuring;
using TorchSharp;
using static TorchSharp.torch;

namespace Sharpkeras.Benchmarks.Peers;

/// <summary>What needs a process of its own.</summary>
internal static class ProcessJobs
{
    public const string MemoryPart = "memory";
    public const string StepPart = "startup";

    private const int Starts = 5;

    public static void Memory(BenchmarkOptions options) => options.Report("memory", ChildProcess.Run(MemoryPart, options, out _), "MB");

    public static void Startup(BenchmarkOptions options) =>
        options.Report("startup", Timing.Of(Enumerable.Range(0, Starts * options.Repeat).Select(_ => ChildProcess.SecondsTo(StepPart, options))), "ms");

    /// <summary>An epoch of training, and the test.</summary>
    public static void RunMemory()
    {
        var (x, y) = LeNetJobs.Prepare(MnistData.Train());
        using var network = new LeNet();
        using optim.Optimizer adam = optim.Adam(network.parameters(), 1e-3);
        network.train();
        Training.Epoch(network, adam, x, y, LeNetJobs.Batch);
        var (testX, testY) = LeNetJobs.Prepare(MnistData.Test());
        LeNetJobs.Score(network, testX, testY);
        ChildProcess.AnswerPeakMemory();
    }

    /// <summary>The first step, on a batch that is made up.</summary>
    public static void RunStep()
    {
        using var network = new LeNet();
        using optim.Optimizer adam = optim.Adam(network.parameters(), 1e-3);
        using Tensor loss = zeros(1), hits = zeros(1, dtype: ScalarType.Int64);
        using DisposeScope scope = NewDisposeScope();
        Training.Step(network, adam, rand(LeNetJobs.Batch, 1, 32, 32), randint(0, 10, [LeNetJobs.Batch]), loss, hits);
        loss.item<float>();
        ChildProcess.AnswerNow();
    }
}
