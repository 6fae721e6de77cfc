using System.CommandLine;
using Sharpkeras.Benchmarks.Measuring;

namespace Sharpkeras.Benchmarks.Pipeline;

/// <summary>Reading files beside plain reading of the same files, and what a training waits for its data.</summary>
internal static class PipelineBenchmark
{
    /// <summary>The command, with one below it for each part.</summary>
    /// <param name="make">Makes a command with the options that all have.</param>
    public static Command Command(Func<string, string, Action<BenchmarkOptions>, Command> make)
    {
        Command all = make("pipeline", "Reading CSV, npz and pictures beside plain reading; the share of a LeNet epoch spent waiting; a CSV file larger than memory.", Run);
        all.Subcommands.Add(make("csv", "CSV, streamed and loaded.", CsvReading.Run));
        all.Subcommands.Add(make("npz", "Rows of an npz archive, streamed.", NpzReading.Run));
        all.Subcommands.Add(make("images", "A folder of PNG pictures.", ImageReading.Run));
        all.Subcommands.Add(make("waiting", "The share of a LeNet epoch spent waiting for shuffled, augmented images.", WaitingBenchmark.Run));
        all.Subcommands.Add(make(LargeCsv.Name, "Trains on a CSV file of 2.5 GB and tells the most memory that it took.", LargeCsv.Run));
        return all;
    }

    private static void Run(BenchmarkOptions options)
    {
        CsvReading.Run(options);
        NpzReading.Run(options);
        ImageReading.Run(options);
        WaitingBenchmark.Run(options);
        LargeCsv.RunAlone(options);
    }
}
