namespace Sharpkeras.Losses;

/// <summary>
/// max(neg − pos + 1, 0) with pos = Σ y_true·y_pred and neg = max (1 − y_true)·y_pred along the classes, for one-hot targets. Both
/// [batch, …, classes].
/// </summary>
/// <param name="reduction">How the samples' losses become one.</param>
/// <param name="name">The name.</param>
/// <param name="dtype">The type to compute in; null for the predictions' own.</param>
/// <example><code>Tensor loss = new CategoricalHinge().Call(targets, predictions);</code></example>
public sealed class CategoricalHinge(Reduction reduction = Reduction.SumOverBatchSize, string? name = null, DType? dtype = null)
    : Loss(reduction, name, dtype)
{
    /// <inheritdoc/>
    protected override Tensor PerSample(Tensor yTrue, Tensor yPred)
    {
        var (target, prediction) = Match(yTrue, yPred);
        Tensor positive = Ops.Sum(target * prediction, -1);
        Tensor negative = Ops.Max((1 - target) * prediction, -1);
        return Ops.Relu(negative - positive + 1);
    }
}
