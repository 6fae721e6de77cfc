using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sharpkeras.Models;

namespace Sharpkeras.Examples.LeNet;

/// <summary>The report that other programs read.</summary>
internal static class LeNetReport
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static void Write(LeNetOptions options, IEnumerable<double> seconds, History history, Evaluation result, int digit)
    {
        var report = new JsonObject
        {
            ["device"] = Device.Default.ToString(),
            ["threads"] = Devices.Parallelism.Threads,
            ["epochs"] = options.Epochs,
            ["batch_size"] = options.BatchSize,
            ["seconds_per_epoch"] = Numbers(seconds),
            ["train_loss"] = Numbers(history["loss"]),
            ["train_accuracy"] = Numbers(history["accuracy"]),
            ["test_loss"] = result.Loss,
            ["test_accuracy"] = result["accuracy"],
            ["prediction_4444"] = digit,
            ["peak_memory_mb"] = Process.GetCurrentProcess().PeakWorkingSet64 / 1048576.0,
            ["saved"] = options.Save,
        };
        File.WriteAllText(options.Report!, report.ToJsonString(Indented) + Environment.NewLine);
    }

    private static JsonArray Numbers(IEnumerable<double> values) => new(values.Select(value => (JsonNode?)value).ToArray());
}
