namespace Sharpkeras.Metrics;

/// <summary>What part of a batch decisions are counted for.</summary>
/// <param name="Owner">The metric's name, for messages.</param>
/// <param name="DType">The type that counts are made in.</param>
/// <param name="TopK">Only the k largest predictions of a sample count as positive; null for all.</param>
/// <param name="ClassId">Only this class counts; null for all.</param>
/// <param name="PerLabel">Whether each column is counted for itself.</param>
/// <param name="LabelWeights">A weight for each column; null for 1.</param>
internal sealed record ConfusionOptions(
    string Owner, DType DType, int? TopK = null, int? ClassId = null, bool PerLabel = false, double[]? LabelWeights = null);
