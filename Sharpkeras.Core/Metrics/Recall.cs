using Sharpkeras.Serialization;

namespace Sharpkeras.Metrics;

/// <summary>
/// Which share of the true values was found: true positives / (true positives + false negatives), 0 where there are none.
/// y_true (0 or 1) and y_pred [batch, …].
/// </summary>
/// <example><code>model.Compile("adam", "binary_crossentropy", metrics: [new Recall(thresholds: [0.3, 0.7])]);</code></example>
public sealed class Recall : ConfusionMetric
{
    /// <summary>A metric.</summary>
    /// <param name="thresholds">
    /// A threshold in [0, 1], or several; predictions above it are positive. Null for 0.5, or with <paramref name="topK"/> for none.
    /// </param>
    /// <param name="topK">Only the k largest predictions of a sample can be positive; null for all.</param>
    /// <param name="classId">Only this class is looked at; null for all.</param>
    /// <param name="name">The name in logs.</param>
    /// <param name="dtype">The type of the state.</param>
    /// <exception cref="ArgumentOutOfRangeException">A threshold is outside of [0, 1], k is not positive or the class negative.</exception>
    public Recall(
        OneOrMore<double>? thresholds = null, int? topK = null, int? classId = null, string? name = null, DType dtype = DType.Float32)
        : base(name, dtype, owner => Cuts(thresholds, topK, owner), ConfusionPart.TruePositives | ConfusionPart.FalseNegatives, topK, classId)
    {
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
    public override double[] Results() => [.. Shares(ConfusionPart.TruePositives, ConfusionPart.FalseNegatives).Select(Rounded)];

    private static Thresholds Cuts(OneOrMore<double>? thresholds, int? topK, string owner) => thresholds != null || topK == null
        ? Metrics.Thresholds.Of(thresholds?.ToArray() ?? [0.5], owner)
        : Metrics.Thresholds.Single(ConfusionBatch.Lowest);
}
