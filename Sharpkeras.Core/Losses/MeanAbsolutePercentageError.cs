namespace Sharpkeras.Losses;

/// <summary>
/// 100 times the mean of |y_true − y_pred| / max(|y_true|, 1e-7) along the last axis: percent. Both [batch, …], of one shape.
/// </summary>
/// <param name="reduction">How the samples' losses become one.</param>
/// <param name="name">The name.</param>
/// <param name="dtype">The type to compute in; null for the predictions' own.</param>
/// <example><code>Tensor loss = new MeanAbsolutePercentageError().Call(targets, predictions);</code></example>
public sealed class MeanAbsolutePercentageError(Reduction reduction = Reduction.SumOverBatchSize, string? name = null, DType? dtype = null)
    : Loss(reduction, name, dtype)
{
    /// <inheritdoc/>
    protected override Tensor PerSample(Tensor yTrue, Tensor yPred)
    {
        var (target, prediction) = Match(yTrue, yPred);
        Tensor scale = Ops.Maximum(Ops.Abs(target), Ops.Constant(Numeric.Epsilon, target));
        return Ranks.MeanOfLast(Ops.Abs((target - prediction) / scale)) * 100;
    }
}
