namespace Sharpkeras.Examples.GpuBenchmark.Measuring;

/// <summary>Something that was measured.</summary>
/// <param name="Name">What; the same on all devices.</param>
/// <param name="Value">How much.</param>
/// <param name="Unit">Of what.</param>
/// <param name="Detail">At which size, where that depends on the device.</param>
internal sealed record Figure(string Name, double Value, Unit Unit, string Detail = "")
{
    /// <summary>The part of what the device could do at best; null where that is unknown.</summary>
    public double? OfPeak(DeviceInfo device) =>
        Unit == Unit.Teraflops ? Value * 1000 / device.PeakGigaflops
        : Unit == Unit.Gigabytes && !OverTheBus ? Value / device.PeakGigabytesPerSecond
        : null;

    /// <summary>How the names of figures begin that it may be compared with where the same was not measured; null for none.</summary>
    public string? Like { get; init; }

    /// <summary>Whether the bytes go between the device and ordinary memory, so that its own memory is not the limit.</summary>
    public bool OverTheBus { get; init; }

    /// <summary>How many times better this is than the same of another device; null where nothing is to compare.</summary>
    public double? Ratio(Figure? other) => other == null || Value <= 0 || other.Value <= 0
        ? null
        : Unit.Better switch
        {
            Better.More => Value / other.Value,
            Better.Less => other.Value / Value,
            _ => null,
        };
}
