using Sharpkeras.Serialization;

namespace Sharpkeras.Metrics;

/// <summary>One of the four counts of right and wrong decisions, for each threshold.</summary>
public abstract class ConfusionCount : ConfusionMetric
{
    private readonly ConfusionPart part;

    private protected ConfusionCount(ConfusionPart part, OneOrMore<double>? thresholds, string? name, DType dtype)
        : base(name, dtype, owner => Metrics.Thresholds.Of(thresholds?.ToArray() ?? [0.5], owner), part)
    {
        this.part = part;
        Thresholds = thresholds;
        AddCounts(only: "accumulator");
    }

    /// <summary>The threshold, or thresholds, above which a prediction is positive; null for 0.5.</summary>
    public OneOrMore<double>? Thresholds { get; }

    /// <inheritdoc/>
    public override double Result() => Single(Results());

    /// <inheritdoc/>
    public override double[] Results() => Counts(part);
}
