using Sharpkeras.Serialization;

namespace Sharpkeras.Metrics;

/// <summary>
/// Which share of the true values was found: true positives / (true positives + false negatives), 0 where there are none.
/// y_true (0 or 1) and y_pred [batch, …].
/// </summary>
/// <example><code>model.Compile("adam", "binary_crossentropy", metrics: [new Recall(thresholds: [0.3, 0.7])]);</code></example>
public sealed class Recall : ConfusionShare
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
        : base(ConfusionPart.FalseNegatives, thresholds, topK, classId, name, dtype)
    {
    }
}
