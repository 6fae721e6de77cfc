using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sharpkeras.Examples.GpuBenchmark.Measuring;

namespace Sharpkeras.Examples.GpuBenchmark.Output;

/// <summary>The report that other programs read.</summary>
internal static class JsonReport
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Writes the report beside its place and then moves it there, so that nobody reads half of one.</summary>
    public static void Write(string path, bool quick, IReadOnlyList<DeviceResult> results)
    {
        DeviceResult? processor = results.FirstOrDefault(result => result.Info.Device == Device.Cpu);
        var report = new JsonObject
        {
            ["quick"] = quick,
            ["runtime"] = RuntimeInformation.FrameworkDescription,
            ["system"] = RuntimeInformation.OSDescription,
            ["cores"] = Environment.ProcessorCount,
            ["devices"] = new JsonArray([.. results.Select(result => Of(result, processor))]),
        };
        string temporary = path + ".tmp";
        File.WriteAllText(temporary, report.ToJsonString(Indented) + Environment.NewLine);
        File.Move(temporary, path, overwrite: true);
    }

    private static JsonNode Of(DeviceResult result, DeviceResult? processor) => new JsonObject
    {
        ["device"] = result.Info.Device.ToString(),
        ["name"] = result.Info.Name,
        ["memory_bytes"] = result.Info.MemoryBytes,
        ["driver"] = result.Info.Driver,
        ["on_processor"] = result.Info.IsProcessor,
        ["peak_gflops"] = result.Info.PeakGigaflops,
        ["peak_gb_per_s"] = result.Info.PeakGigabytesPerSecond,
        ["seconds"] = result.Seconds,
        ["groups"] = new JsonArray([.. result.Groups.Select(group => Of(result, group, processor == result ? null : processor))]),
    };

    private static JsonNode Of(DeviceResult result, GroupResult group, DeviceResult? processor) => new JsonObject
    {
        ["title"] = group.Title,
        ["seconds"] = group.Seconds,
        ["figures"] = new JsonArray([.. group.Figures.Select(figure => Of(result.Info, figure, processor?.Find(group.Title, figure)))]),
        ["left_out"] = new JsonArray([.. group.LeftOut.Select(left => (JsonNode)new JsonObject { ["name"] = left.Name, ["reason"] = left.Reason })]),
    };

    private static JsonNode Of(DeviceInfo device, Figure figure, Figure? processor) => new JsonObject
    {
        ["name"] = figure.Name,
        ["value"] = figure.Value,
        ["unit"] = figure.Unit.Name,
        ["at"] = figure.Detail,
        ["of_peak"] = figure.OfPeak(device),
        ["times_cpu"] = figure.Ratio(processor),
        ["of_cpu"] = figure.Ratio(processor) == null ? null : processor!.Name,
    };
}
