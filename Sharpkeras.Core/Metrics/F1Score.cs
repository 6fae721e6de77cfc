namespace Sharpkeras.Metrics;

/// <summary>
/// 2·precision·recall / (precision + recall), for each class or averaged: the F-score with β = 1. y_true (one-hot, or several ones) and
/// y_pred [batch, classes].
/// </summary>
/// <param name="average">How the classes' scores become one; null for a score for each class.</param>
/// <param name="threshold">Predictions above it are positive, in (0, 1]; null for the largest of each sample.</param>
/// <param name="name">The name in logs.</param>
/// <param name="dtype">The type of the state.</param>
/// <example><code>model.Compile("adam", "categorical_crossentropy", metrics: [new F1Score(Average.Macro)]);</code></example>
public sealed class F1Score(Average? average = null, double? threshold = null, string? name = null, DType dtype = DType.Float32)
    : FBetaScore(average, 1, threshold, name ?? "f1_score", dtype);
