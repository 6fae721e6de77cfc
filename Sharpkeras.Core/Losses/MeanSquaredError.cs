using Sharpkeras.Diagnostics;

namespace Sharpkeras.Losses;

/// <summary>The mean of (y_true − y_pred)² along the last axis.</summary>
/// <param name="reduction">How the samples' losses become one.</param>
/// <param name="name">The name.</param>
public sealed class MeanSquaredError(Reduction reduction = Reduction.SumOverBatchSize, string? name = null) : Loss(reduction, name)
{
    /// <inheritdoc/>
    protected override Tensor PerSample(Tensor yTrue, Tensor yPred)
    {
        var (target, prediction) = LossReduction.SameRank(yTrue.DType == yPred.DType ? yTrue : yTrue.Cast(yPred.DType), yPred);
        Check.SameShape(target.Shape, prediction.Shape, Name);
        Tensor squares = Ops.SquaredDifference(target, prediction);
        return squares.Rank == 0 ? squares : Ops.Mean(squares, -1);
    }
}
