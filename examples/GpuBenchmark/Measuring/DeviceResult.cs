namespace Sharpkeras.Examples.GpuBenchmark.Measuring;

/// <summary>All that was measured on a device.</summary>
internal sealed class DeviceResult(DeviceInfo info)
{
    public DeviceInfo Info => info;

    /// <summary>In the order of measuring.</summary>
    public List<GroupResult> Groups { get; } = [];

    /// <summary>How long all of it took.</summary>
    public double Seconds { get; set; }

    /// <summary>The figure that one of another device is compared with: the same, or else the last that is like it; null where there is none.</summary>
    public Figure? Find(string group, Figure other)
    {
        IReadOnlyList<Figure> figures = Groups.FirstOrDefault(result => result.Title == group)?.Figures ?? [];
        return figures.FirstOrDefault(figure => figure.Name == other.Name)
            ?? figures.LastOrDefault(figure => other.Like is { } like && figure.Name.StartsWith(like, StringComparison.Ordinal));
    }
}
