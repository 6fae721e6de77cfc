namespace Sharpkeras.Losses;

/// <summary>
/// The mean of max(1 − y_true·y_pred, 0)² along the last axis, for targets of −1 and 1; targets that are all 0 and 1 are taken for those.
/// Both [batch, …], of one shape.
/// </summary>
/// <param name="reduction">How the samples' losses become one.</param>
/// <param name="name">The name.</param>
/// <param name="dtype">The type to compute in; null for the predictions' own.</param>
/// <example><code>Tensor loss = new SquaredHinge().Call(targets, predictions);</code></example>
public sealed class SquaredHinge(Reduction reduction = Reduction.SumOverBatchSize, string? name = null, DType? dtype = null)
    : Loss(reduction, name, dtype)
{
    /// <inheritdoc/>
    protected override Tensor PerSample(Tensor yTrue, Tensor yPred)
    {
        var (target, prediction) = Match(yTrue, yPred);
        return Ranks.MeanOfLast(Ops.Square(HingeMargin.Of(target, prediction)));
    }
}
