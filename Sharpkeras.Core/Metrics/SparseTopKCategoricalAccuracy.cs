using Sharpkeras.Diagnostics;

namespace Sharpkeras.Metrics;

/// <summary>How often the class that the target names is among the k largest predictions. y_true [batch], y_pred [batch, classes].</summary>
/// <param name="k">How many predictions count, positive.</param>
/// <param name="name">The name in logs.</param>
/// <param name="dtype">The type of the state.</param>
public sealed class SparseTopKCategoricalAccuracy(int k = 5, string? name = null, DType dtype = DType.Float32) : MeanMetricWrapper(name, dtype)
{
    /// <summary>How many predictions count.</summary>
    public int K { get; } = Check.Positive(k, nameof(k), "sparse_top_k_categorical_accuracy");

    /// <inheritdoc/>
    public override bool? LargerIsBetter => true;

    /// <inheritdoc/>
    protected override Tensor PerSample(Tensor yTrue, Tensor yPred)
    {
        Tensor labels = yTrue.Rank == yPred.Rank && yTrue.Shape[^1] == 1 ? yTrue.Reshape(yTrue.Shape[..^1]) : yTrue;
        Check.SameShape(labels.Shape, yPred.Shape[..^1], Name);
        return TopK.Matches(labels.DType == DType.Int32 ? labels : labels.Cast(DType.Int32), yPred, K).Cast(DType);
    }
}
