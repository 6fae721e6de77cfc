using System.Diagnostics;
using Sharpkeras.Callbacks;
using Sharpkeras.Models;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Summaries;

/// <summary>A training that logs after each step, in a process of its own that is killed.</summary>
internal static class KilledLog
{
    public const string Verb = "write-log";

    private const int Epochs = 1_000_000;

    /// <summary>Starts the process.</summary>
    public static Process Start(string folder) =>
        Process.Start(new ProcessStartInfo(Programs.Dotnet, [typeof(KilledLog).Assembly.Location, Verb, folder]) { RedirectStandardOutput = true })!;

    /// <summary>Trains for longer than anybody waits, with numbers, histograms and pictures in the log.</summary>
    public static void Run(string folder)
    {
        Keras.SetRandomSeed(1);
        Device.Default = Device.Cpu;
        var (x, y) = SmallModels.Data(12, 3, 6);
        using var board = new TensorBoard(folder, histogramFreq: 1, writeImages: true, updateFreq: "batch");
        SmallModels.Compiled(SmallModels.Mlp()).Fit(x, y, batchSize: 4, epochs: Epochs, verbosity: Verbosity.Silent, callbacks: [board]);
    }
}
