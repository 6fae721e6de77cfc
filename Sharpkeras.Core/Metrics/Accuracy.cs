using Sharpkeras.Diagnostics;
using Sharpkeras.Losses;

namespace Sharpkeras.Metrics;

/// <summary>How often predictions equal targets. Both [batch, …].</summary>
/// <param name="name">The name in logs.</param>
/// <param name="dtype">The type of the state.</param>
public sealed class Accuracy(string? name = null, DType dtype = DType.Float32) : MeanMetricWrapper(name, dtype)
{
    /// <inheritdoc/>
    public override bool? LargerIsBetter => true;

    /// <inheritdoc/>
    protected override Tensor PerSample(Tensor yTrue, Tensor yPred)
    {
        var (target, prediction) = LossReduction.SameRank(yTrue.DType == yPred.DType ? yTrue : yTrue.Cast(yPred.DType), yPred);
        Check.SameShape(target.Shape, prediction.Shape, Name);
        return Ops.Equal(target, prediction).Cast(DType);
    }
}
