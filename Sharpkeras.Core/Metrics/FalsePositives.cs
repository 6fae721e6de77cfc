using Sharpkeras.Serialization;

namespace Sharpkeras.Metrics;

/// <summary>How many predictions are positive and should not be, by weight. y_true (0 or 1) and y_pred [batch, …].</summary>
/// <param name="thresholds">A threshold in [0, 1], or several; predictions above it are positive. Null for 0.5.</param>
/// <param name="name">The name in logs.</param>
/// <param name="dtype">The type of the state.</param>
/// <example><code>model.Compile("adam", "binary_crossentropy", metrics: [new FalsePositives(thresholds: 0.3)]);</code></example>
public sealed class FalsePositives(OneOrMore<double>? thresholds = null, string? name = null, DType dtype = DType.Float32)
    : ConfusionCount(ConfusionPart.FalsePositives, thresholds, name, dtype);
