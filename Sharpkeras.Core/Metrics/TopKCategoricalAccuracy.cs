using Sharpkeras.Diagnostics;

namespace Sharpkeras.Metrics;

/// <summary>How often the largest target is among the k largest predictions. Both [batch, classes].</summary>
/// <param name="k">How many predictions count, positive.</param>
/// <param name="name">The name in logs.</param>
/// <param name="dtype">The type of the state.</param>
/// <example><code>model.Compile("adam", "categorical_crossentropy", metrics: [new TopKCategoricalAccuracy()]);</code></example>
public sealed class TopKCategoricalAccuracy(int k = 5, string? name = null, DType dtype = DType.Float32) : MeanMetricWrapper(name, dtype)
{
    /// <summary>How many predictions count.</summary>
    public int K { get; } = Check.Positive(k, nameof(k), name ?? "top_k_categorical_accuracy");

    /// <inheritdoc/>
    public override bool? LargerIsBetter => true;

    /// <inheritdoc/>
    protected override Tensor PerSample(Tensor yTrue, Tensor yPred)
    {
        Check.SameShape(yTrue.Shape, yPred.Shape, Name);
        return TopK.Matches(Ops.ArgMax(yTrue, -1), yPred, K).Cast(DType);
    }
}
