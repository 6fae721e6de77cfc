using Sharpkeras.Serialization;

namespace Sharpkeras.Metrics;

/// <summary>The share of the true positives among them and one kind of wrong decisions, for each threshold; 0 where there are none.</summary>
public abstract class ConfusionShare : ConfusionMetric
{
    private readonly ConfusionPart wrong;

    private protected ConfusionShare(ConfusionPart wrong, OneOrMore<double>? thresholds, int? topK, int? classId, string? name, DType dtype)
        : base(name, dtype, owner => Cuts(thresholds, topK, owner), ConfusionPart.TruePositives | wrong, topK, classId)
    {
        this.wrong = wrong;
        Thresholds = thresholds;
        TopK = topK;
        ClassId = classId;
        AddCounts();
    }

    /// <summary>The threshold, or thresholds, above which a prediction is positive; null for the default.</summary>
    public OneOrMore<double>? Thresholds { get; }

    /// <summary>How many predictions of a sample can be positive.</summary>
    public int? TopK { get; }

    /// <summary>The class that is looked at.</summary>
    public int? ClassId { get; }

    /// <inheritdoc/>
    public override bool? LargerIsBetter => true;

    /// <inheritdoc/>
    public override double Result() => Single(Results());

    /// <inheritdoc/>
    public override double[] Results() => [.. Shares(ConfusionPart.TruePositives, wrong).Select(Rounded)];

    private static Thresholds Cuts(OneOrMore<double>? thresholds, int? topK, string owner) => thresholds != null || topK == null
        ? Metrics.Thresholds.Of(thresholds?.ToArray() ?? [0.5], owner)
        : Metrics.Thresholds.Single(ConfusionBatch.Lowest);
}
