namespace Sharpkeras.Metrics;

/// <summary>Weighted counts of right and wrong decisions of a batch, [thresholds] or [thresholds, labels].</summary>
internal readonly record struct ConfusionCounts(Tensor TruePositives, Tensor FalsePositives, Tensor TrueNegatives, Tensor FalseNegatives)
{
    public Tensor this[ConfusionPart part] => part switch
    {
        ConfusionPart.TruePositives => TruePositives,
        ConfusionPart.FalsePositives => FalsePositives,
        ConfusionPart.TrueNegatives => TrueNegatives,
        _ => FalseNegatives,
    };
}
