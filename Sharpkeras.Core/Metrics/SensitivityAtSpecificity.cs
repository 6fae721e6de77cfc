namespace Sharpkeras.Metrics;

/// <summary>
/// The best sensitivity, the share of the true values that was found, among the thresholds where the
/// specificity, the share of the false values that was passed, is not below a bound.
/// y_true (0 or 1) and y_pred [batch, …].
/// </summary>
/// <param name="specificity">The bound, in [0, 1].</param>
/// <param name="numThresholds">How many thresholds from 0 to 1 are tried, positive; one is 0.5.</param>
/// <param name="classId">Only this class is looked at; null for all.</param>
/// <param name="name">The name in logs.</param>
/// <param name="dtype">The type of the state.</param>
/// <example><code>model.Compile("adam", "binary_crossentropy", metrics: [new SensitivityAtSpecificity(0.5)]);</code></example>
public sealed class SensitivityAtSpecificity(
    double specificity, int numThresholds = 200, int? classId = null, string? name = null, DType dtype = DType.Float32)
    : BestAtConstraint(specificity, nameof(specificity), numThresholds, classId, name, dtype)
{
    /// <summary>The bound.</summary>
    public double Specificity { get; } = specificity;

    /// <inheritdoc/>
    public override double Result() => Best(Specificities, Recalls);
}
