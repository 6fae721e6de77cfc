namespace Sharpkeras.Models;

/// <summary>What <see cref="Model.LoadWeights"/> did with a file.</summary>
/// <param name="Taken">The weights that have the file's values now, by their paths, <c>dense/kernel</c>.</param>
/// <param name="Skipped">The layers that were left as they were, each with the reason.</param>
/// <param name="Unused">The places in the file with weights that no layer asked for.</param>
public sealed record WeightsReport(
    IReadOnlyList<string> Taken,
    IReadOnlyList<(string Layer, string Reason)> Skipped,
    IReadOnlyList<string> Unused);
