using System.Globalization;
using System.Text.Json.Nodes;

namespace Sharpkeras.Benchmarks;

/// <summary>What the command line says.</summary>
internal sealed record BenchmarkOptions(int? Threads, int Repeat, string? Json)
{
    /// <summary>Sets the number of threads when one was given.</summary>
    public void Apply()
    {
        if (Threads is { } threads)
        {
            Devices.Parallelism.Threads = threads;
        }
    }

    /// <summary>Prints a figure with its floor, and adds it to the JSON file.</summary>
    public void Report(string figure, double value, string unit, double? floor = null)
    {
        double? ratio = floor == null ? null : value / floor;
        string line = $"{figure,-28} {Number(value),10} {unit,-12}";
        Console.WriteLine(floor == null ? line : $"{line} floor {Number(floor.Value),10}   ratio {Number(ratio!.Value)}");
        if (Json != null)
        {
            var entry = new JsonObject { ["figure"] = figure, ["value"] = value, ["unit"] = unit, ["floor"] = floor, ["ratio"] = ratio };
            File.AppendAllText(Json, entry.ToJsonString() + Environment.NewLine);
        }
    }

    private static string Number(double value) => value.ToString(value >= 100 ? "F0" : "0.000", CultureInfo.InvariantCulture);
}
