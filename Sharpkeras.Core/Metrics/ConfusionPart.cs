namespace Sharpkeras.Metrics;

/// <summary>The four counts of decisions against the truth.</summary>
[Flags]
internal enum ConfusionPart
{
    TruePositives = 1,
    FalsePositives = 2,
    TrueNegatives = 4,
    FalseNegatives = 8,
    All = 15,
}
