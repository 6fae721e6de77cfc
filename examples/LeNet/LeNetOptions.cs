namespace Sharpkeras.Examples.LeNet;

/// <summary>What the command line says.</summary>
internal sealed record LeNetOptions
{
    public int Epochs { get; init; }

    public int BatchSize { get; init; }

    public double? LearningRate { get; init; }

    public required string Device { get; init; }

    public int? Threads { get; init; }

    public int Seed { get; init; }

    public bool Shuffle { get; init; }

    public string? Data { get; init; }

    public required string Save { get; init; }

    public string? Load { get; init; }

    public bool Quiet { get; init; }

    public string? Report { get; init; }
}
