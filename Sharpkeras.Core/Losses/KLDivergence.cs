namespace Sharpkeras.Losses;

/// <summary>
/// Σ y_true·ln(y_true / y_pred) along the last axis (Kullback and Leibler 1951), with both cut to [1e-7, 1]. Both [batch, …, classes].
/// </summary>
/// <param name="reduction">How the samples' losses become one.</param>
/// <param name="name">The name.</param>
/// <param name="dtype">The type to compute in; null for the predictions' own.</param>
/// <example><code>Tensor loss = new KLDivergence().Call(targets, predictions);</code></example>
public sealed class KLDivergence(Reduction reduction = Reduction.SumOverBatchSize, string? name = null, DType? dtype = null)
    : Loss(reduction, name, dtype)
{
    /// <inheritdoc/>
    protected override Tensor PerSample(Tensor yTrue, Tensor yPred)
    {
        var (target, prediction) = Match(yTrue, yPred);
        Tensor p = Ops.Clip(target, Numeric.Epsilon, 1);
        Tensor q = Ops.Clip(prediction, Numeric.Epsilon, 1);
        return Ops.Sum(p * Ops.Log(p / q), -1);
    }
}
