using Sharpkeras.Diagnostics;

namespace Sharpkeras.Metrics;

/// <summary>How often the largest prediction is at the class that the target names. y_true [batch, …], y_pred [batch, …, classes].</summary>
/// <param name="name">The name in logs.</param>
/// <param name="dtype">The type of the state.</param>
public sealed class SparseCategoricalAccuracy(string? name = null, DType dtype = DType.Float32) : MeanMetricWrapper(name, dtype)
{
    /// <inheritdoc/>
    public override bool? LargerIsBetter => true;

    /// <inheritdoc/>
    protected override Tensor PerSample(Tensor yTrue, Tensor yPred)
    {
        Tensor labels = yTrue.Rank == yPred.Rank && yTrue.Shape[^1] == 1 ? yTrue.Reshape(yTrue.Shape[..^1]) : yTrue;
        Check.SameShape(labels.Shape, yPred.Shape[..^1], Name);
        return Ops.Equal(labels.DType == DType.Int32 ? labels : labels.Cast(DType.Int32), Ops.ArgMax(yPred, -1)).Cast(DType);
    }
}
