namespace Sharpkeras.Losses;

/// <summary>The mean of |y_true − y_pred| along the last axis. Both [batch, …], of one shape.</summary>
/// <param name="reduction">How the samples' losses become one.</param>
/// <param name="name">The name.</param>
/// <param name="dtype">The type to compute in; null for the predictions' own.</param>
/// <example><code>Tensor loss = new MeanAbsoluteError().Call(targets, predictions);</code></example>
public sealed class MeanAbsoluteError(Reduction reduction = Reduction.SumOverBatchSize, string? name = null, DType? dtype = null)
    : Loss(reduction, name, dtype)
{
    /// <inheritdoc/>
    protected override Tensor PerSample(Tensor yTrue, Tensor yPred)
    {
        var (target, prediction) = Match(yTrue, yPred);
        return Ranks.MeanOfLast(Ops.Abs(target - prediction));
    }
}
