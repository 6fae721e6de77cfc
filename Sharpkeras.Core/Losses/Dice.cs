using Sharpkeras.Serialization;

namespace Sharpkeras.Losses;

/// <summary>
/// 1 − 2·Σ y_true·y_pred / (Σ y_true + Σ y_pred + 1e-7): how little two masks overlap (Milletari et al. 2016). Both [batch, …], of one
/// shape.
/// </summary>
/// <example><code>Tensor loss = new Dice(axis: [1, 2, 3]).Call(masks, predictions);</code></example>
public sealed class Dice : Loss
{
    /// <summary>A loss.</summary>
    /// <param name="reduction">How the samples' losses become one.</param>
    /// <param name="name">The name.</param>
    /// <param name="axis">The axes that are summed over; null for all, the batch included.</param>
    /// <param name="dtype">The type to compute in; null for the predictions' own.</param>
    public Dice(
        Reduction reduction = Reduction.SumOverBatchSize,
        string? name = null,
        OneOrMore<int>? axis = null,
        DType? dtype = null)
        : base(reduction, name, dtype)
    {
        Axis = axis;
    }

    /// <summary>The axes that are summed over; null for all.</summary>
    public OneOrMore<int>? Axis { get; }

    /// <inheritdoc/>
    protected override Tensor PerSample(Tensor yTrue, Tensor yPred)
    {
        var (target, prediction) = Match(yTrue, yPred);
        Tensor both = Total(target * prediction);
        return 1 - (both * 2 / (Total(target) + Total(prediction) + Numeric.Epsilon));
    }

    private Tensor Total(Tensor x) => Ops.Sum(x, Axis?.ToArray());
}
