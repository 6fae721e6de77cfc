namespace Sharpkeras.Examples.GpuBenchmark;

/// <summary>What the command line says.</summary>
internal sealed record BenchmarkOptions
{
    /// <summary>The device to measure; null for all that were found.</summary>
    public string? Device { get; init; }

    /// <summary>Whether to list the devices and do nothing else.</summary>
    public bool List { get; init; }

    /// <summary>Whether small sizes and few repetitions are enough.</summary>
    public bool Quick { get; init; }

    /// <summary>Where the report goes; null for none.</summary>
    public string? Report { get; init; }
}
