namespace Sharpkeras.Examples.GpuBenchmark.Measuring;

/// <summary>All that was measured on a device.</summary>
internal sealed class DeviceResult(DeviceInfo info)
{
    public DeviceInfo Info => info;

    /// <summary>In the order of measuring.</summary>
    public List<GroupResult> Groups { get; } = [];

    /// <summary>How long all of it took.</summary>
    public double Seconds { get; set; }

    /// <summary>A figure by its name; null where it was not measured.</summary>
    public Figure? Find(string group, string name) =>
        Groups.FirstOrDefault(result => result.Title == group)?.Figures.FirstOrDefault(figure => figure.Name == name);
}
