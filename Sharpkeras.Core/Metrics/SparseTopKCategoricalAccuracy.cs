using System.Text.Json.Nodes;
using Sharpkeras.Diagnostics;
using Sharpkeras.Losses;

namespace Sharpkeras.Metrics;

/// <summary>How often the class that the target names is among the k largest predictions. y_true [batch, …], y_pred [batch, …, classes].</summary>
/// <param name="k">How many predictions count, positive.</param>
/// <param name="name">The name in logs.</param>
/// <param name="dtype">The type of the state.</param>
/// <param name="fromSortedIds">Whether y_pred holds class numbers, the most probable first, not a value for each class.</param>
/// <example><code>model.Compile("adam", "sparse_categorical_crossentropy", metrics: [new SparseTopKCategoricalAccuracy(k: 3)]);</code></example>
public sealed class SparseTopKCategoricalAccuracy(
    int k = 5, string? name = null, DType dtype = DType.Float32, bool fromSortedIds = false)
    : MeanMetricWrapper(name, dtype)
{
    /// <summary>How many predictions count.</summary>
    public int K { get; } = Check.Positive(k, nameof(k), name ?? "sparse_top_k_categorical_accuracy");

    /// <summary>Whether predictions are class numbers, the most probable first.</summary>
    public bool FromSortedIds { get; } = fromSortedIds;

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        JsonObject config = base.GetConfig();
        if (!FromSortedIds)
        {
            config.Remove("from_sorted_ids");
        }

        return config;
    }

    /// <inheritdoc/>
    public override bool? LargerIsBetter => true;

    /// <inheritdoc/>
    protected override Tensor PerSample(Tensor yTrue, Tensor yPred)
    {
        Tensor labels = ClassLabels.Of(yTrue, yPred, -1);
        Check.SameShape(labels.Shape, yPred.Shape[..^1], Name);
        if (!FromSortedIds)
        {
            return TopK.Matches(labels, yPred, K).Cast(DType);
        }

        Tensor first = yPred[.., ..Math.Min(K, yPred.Shape[^1])].Cast(DType.Int32);
        return Ops.Max(Ops.Equal(first, labels.ExpandDims(-1)).Cast(DType), -1);
    }
}
