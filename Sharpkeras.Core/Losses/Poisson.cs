namespace Sharpkeras.Losses;

/// <summary>The mean of y_pred − y_true·ln(y_pred + 1e-7) along the last axis, for counts. Both [batch, …], of one shape.</summary>
/// <param name="reduction">How the samples' losses become one.</param>
/// <param name="name">The name.</param>
/// <param name="dtype">The type to compute in; null for the predictions' own.</param>
/// <example><code>Tensor loss = new Poisson().Call(targets, predictions);</code></example>
public sealed class Poisson(Reduction reduction = Reduction.SumOverBatchSize, string? name = null, DType? dtype = null)
    : Loss(reduction, name, dtype)
{
    /// <inheritdoc/>
    protected override Tensor PerSample(Tensor yTrue, Tensor yPred)
    {
        var (target, prediction) = Match(yTrue, yPred);
        return Ranks.MeanOfLast(prediction - (target * Ops.Log(prediction + Numeric.Epsilon)));
    }
}
