namespace Sharpkeras.Losses;

/// <summary>
/// The mean of (ln(1 + y_true) − ln(1 + y_pred))² along the last axis, where values below 1e-7 count as 1e-7. Both [batch, …], of one
/// shape.
/// </summary>
/// <param name="reduction">How the samples' losses become one.</param>
/// <param name="name">The name.</param>
/// <param name="dtype">The type to compute in; null for the predictions' own.</param>
/// <example><code>Tensor loss = new MeanSquaredLogarithmicError().Call(targets, predictions);</code></example>
public sealed class MeanSquaredLogarithmicError(Reduction reduction = Reduction.SumOverBatchSize, string? name = null, DType? dtype = null)
    : Loss(reduction, name, dtype)
{
    /// <inheritdoc/>
    protected override Tensor PerSample(Tensor yTrue, Tensor yPred)
    {
        var (target, prediction) = Match(yTrue, yPred);
        return Ranks.MeanOfLast(Ops.SquaredDifference(Logarithm(prediction), Logarithm(target)));
    }

    private static Tensor Logarithm(Tensor x) => Ops.Log1p(Ops.Maximum(x, Ops.Constant(Numeric.Epsilon, x)));
}
