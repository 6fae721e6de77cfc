namespace Sharpkeras.Models;

/// <summary>What a summary shows.</summary>
internal sealed record SummaryOptions(int LineLength, double[]? Positions, bool ExpandNested, bool ShowTrainable, (string First, string Last)? LayerRange);
