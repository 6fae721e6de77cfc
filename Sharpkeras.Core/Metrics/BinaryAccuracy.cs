using Sharpkeras.Diagnostics;
using Sharpkeras.Losses;

namespace Sharpkeras.Metrics;

/// <summary>How often predictions, cut at a threshold, equal targets of 0 and 1. Both [batch, …].</summary>
/// <param name="threshold">Predictions above it count as 1; in [0, 1].</param>
/// <param name="name">The name in logs.</param>
/// <param name="dtype">The type of the state.</param>
public sealed class BinaryAccuracy(double threshold = 0.5, string? name = null, DType dtype = DType.Float32) : MeanMetricWrapper(name, dtype)
{
    /// <summary>Predictions above it count as 1.</summary>
    public double Threshold { get; } = Check.Range(threshold, 0, 1, nameof(threshold), "binary_accuracy");

    /// <inheritdoc/>
    public override bool? LargerIsBetter => true;

    /// <inheritdoc/>
    protected override Tensor PerSample(Tensor yTrue, Tensor yPred)
    {
        var (target, prediction) = LossReduction.SameRank(yTrue.DType == yPred.DType ? yTrue : yTrue.Cast(yPred.DType), yPred);
        Check.SameShape(target.Shape, prediction.Shape, Name);
        Tensor decided = (prediction > Threshold).Cast(target.DType);
        return Ops.Equal(target, decided).Cast(DType);
    }
}
