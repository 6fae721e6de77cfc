namespace Sharpkeras.Metrics;

/// <summary>
/// The best precision, the share of positive predictions that is right, among the thresholds where the
/// recall, the share of the true values that was found, is not below a bound.
/// y_true (0 or 1) and y_pred [batch, …].
/// </summary>
/// <param name="recall">The bound, in [0, 1].</param>
/// <param name="numThresholds">How many thresholds from 0 to 1 are tried, positive; one is 0.5.</param>
/// <param name="classId">Only this class is looked at; null for all.</param>
/// <param name="name">The name in logs.</param>
/// <param name="dtype">The type of the state.</param>
/// <example><code>model.Compile("adam", "binary_crossentropy", metrics: [new PrecisionAtRecall(0.5)]);</code></example>
public sealed class PrecisionAtRecall(
    double recall, int numThresholds = 200, int? classId = null, string? name = null, DType dtype = DType.Float32)
    : BestAtConstraint(recall, nameof(recall), numThresholds, classId, name, dtype)
{
    /// <summary>The bound.</summary>
    public double Recall { get; } = recall;

    /// <inheritdoc/>
    public override double Result() => Best(Recalls, Precisions);
}
