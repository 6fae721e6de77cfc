namespace Sharpkeras.Losses;

/// <summary>
/// The mean of ln cosh(y_pred − y_true) along the last axis: about x²/2 for small errors and |x| − ln 2 for large ones. Both [batch, …], of
/// one shape.
/// </summary>
/// <param name="reduction">How the samples' losses become one.</param>
/// <param name="name">The name.</param>
/// <param name="dtype">The type to compute in; null for the predictions' own.</param>
/// <example><code>Tensor loss = new LogCosh().Call(targets, predictions);</code></example>
public sealed class LogCosh(Reduction reduction = Reduction.SumOverBatchSize, string? name = null, DType? dtype = null)
    : Loss(reduction, name, dtype)
{
    /// <inheritdoc/>
    protected override Tensor PerSample(Tensor yTrue, Tensor yPred)
    {
        var (target, prediction) = Match(yTrue, yPred);
        Tensor error = prediction - target;

        // ln cosh x = x + ln(1 + e^−2x) − ln 2, which does not overflow.
        return Ranks.MeanOfLast(error + Ops.Softplus(error * -2) - Math.Log(2));
    }
}
