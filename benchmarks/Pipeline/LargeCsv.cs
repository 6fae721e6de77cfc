using System.Diagnostics;
using System.Globalization;
using Sharpkeras.Benchmarks.Measuring;
using Sharpkeras.Data;
using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Optimizers;

namespace Sharpkeras.Benchmarks.Pipeline;

/// <summary>A training on a CSV file that is ten times as large as the memory it may take.</summary>
internal static class LargeCsv
{
    /// <summary>The command below <c>pipeline</c>.</summary>
    public const string Name = "large-csv";

    private const long Bytes = 2_500_000_000;

    private const double MostResidentMegabytes = 256;

    public static void Run(BenchmarkOptions options)
    {
        using var folder = new ScratchFolder();
        string path = folder.File("large.csv");
        long rows = CsvRows.Write(path, Bytes);
        double plain = Reading.Best(options with { Repeat = 1 }, () => Reading.Plain(path));
        long begin = Stopwatch.GetTimestamp();
        double loss = Train(path);
        double seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        long bytes = new FileInfo(path).Length;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:F2} GB, {rows} rows; loss {loss:F4}, {seconds:F1} s"));
        Reading.Report(options, "large_csv_training", bytes, seconds, plain);
        options.Report("large_csv_resident", PeakResidentMegabytes(), "MB at most", MostResidentMegabytes);
    }

    /// <summary>Runs this command in a process of its own, whose memory nothing else has touched.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static void RunAlone(BenchmarkOptions options)
    {
        string program = Environment.ProcessPath!;
        bool isHost = Path.GetFileNameWithoutExtension(program).Equals("dotnet", StringComparison.OrdinalIgnoreCase);
        string[] assembly = isHost ? [Environment.GetCommandLineArgs()[0]] : [];
        string[] threads = options.Threads is { } count ? ["--threads", count.ToString(CultureInfo.InvariantCulture)] : [];
        string[] json = options.Json is { } path ? ["--json", path] : [];
        using Process process = Process.Start(program, [.. assembly, "pipeline", Name, .. threads, .. json]);
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"benchmark — 'pipeline {Name}' ended with status {process.ExitCode}.");
        }
    }

    private static double Train(string path)
    {
        Keras.SetRandomSeed(1);
        var model = new Sequential([new InputLayer([CsvRows.Features]), new Dense(32, activation: "relu"), new Dense(1)]);
        model.Compile(new SGD(0.01), loss: "mse");
        Dataset<Element> data = CsvFile.Stream(path, label: "y").Shuffle(10_000, seed: 1).Batch(1024).Prefetch(2);
        return model.Fit(data, verbosity: Verbosity.Silent)["loss"][0];
    }

    /// <summary>The most memory that the process had resident: VmHWM of <c>/proc/self/status</c> on Linux.</summary>
    private static double PeakResidentMegabytes()
    {
        using Process own = Process.GetCurrentProcess();
        return own.PeakWorkingSet64 / 1e6;
    }
}
