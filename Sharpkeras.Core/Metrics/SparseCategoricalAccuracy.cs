using Sharpkeras.Diagnostics;
using Sharpkeras.Losses;

namespace Sharpkeras.Metrics;

/// <summary>How often the largest prediction is at the class that the target names. y_true [batch, …], y_pred [batch, …, classes].</summary>
/// <param name="name">The name in logs.</param>
/// <param name="dtype">The type of the state.</param>
/// <example><code>model.Compile("adam", "sparse_categorical_crossentropy", metrics: [new SparseCategoricalAccuracy()]);</code></example>
public sealed class SparseCategoricalAccuracy(string? name = null, DType dtype = DType.Float32) : MeanMetricWrapper(name, dtype)
{
    /// <inheritdoc/>
    public override bool? LargerIsBetter => true;

    /// <inheritdoc/>
    protected override Tensor PerSample(Tensor yTrue, Tensor yPred)
    {
        Tensor labels = ClassLabels.Of(yTrue, yPred, -1);
        Check.SameShape(labels.Shape, yPred.Shape[..^1], Name);
        return Ops.Equal(labels, Ops.ArgMax(yPred, -1)).Cast(DType);
    }
}
