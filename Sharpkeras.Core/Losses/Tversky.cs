using Sharpkeras.Diagnostics;
using Sharpkeras.Serialization;

namespace Sharpkeras.Losses;

/// <summary>
/// 1 − t / (t + α·Σ y_true·(1 − y_pred) + β·Σ (1 − y_true)·y_pred + 1e-7) with t = Σ y_true·y_pred: an overlap that weighs what was missed
/// by α and what was found in vain by β (Salehi et al. 2017), in the order of Keras 3.15. Both [batch, …], of one shape.
/// </summary>
/// <example><code>Tensor loss = new Tversky(alpha: 0.7, beta: 0.3).Call(masks, predictions);</code></example>
public sealed class Tversky : Loss
{
    /// <summary>A loss.</summary>
    /// <param name="alpha">α, not negative.</param>
    /// <param name="beta">β, not negative.</param>
    /// <param name="reduction">How the samples' losses become one.</param>
    /// <param name="name">The name.</param>
    /// <param name="axis">The axes that are summed over; null for all, the batch included.</param>
    /// <param name="dtype">The type to compute in; null for the predictions' own.</param>
    /// <exception cref="ArgumentOutOfRangeException">α or β is negative.</exception>
    public Tversky(
        double alpha = 0.5,
        double beta = 0.5,
        Reduction reduction = Reduction.SumOverBatchSize,
        string? name = null,
        OneOrMore<int>? axis = null,
        DType? dtype = null)
        : base(reduction, name, dtype)
    {
        Alpha = Check.AtLeast(alpha, 0.0, nameof(alpha), Name);
        Beta = Check.AtLeast(beta, 0.0, nameof(beta), Name);
        Axis = axis;
    }

    /// <summary>The weight of what was missed.</summary>
    public double Alpha { get; }

    /// <summary>The weight of what was found in vain.</summary>
    public double Beta { get; }

    /// <summary>The axes that are summed over; null for all.</summary>
    public OneOrMore<int>? Axis { get; }

    /// <inheritdoc/>
    protected override Tensor PerSample(Tensor yTrue, Tensor yPred)
    {
        var (target, prediction) = Match(yTrue, yPred);
        Tensor both = Total(target * prediction);
        Tensor missed = Total(target * (1 - prediction));
        Tensor inVain = Total((1 - target) * prediction);
        return 1 - (both / (both + (missed * Alpha) + (inVain * Beta) + Numeric.Epsilon));
    }

    private Tensor Total(Tensor x) => Ops.Sum(x, Axis?.ToArray());
}
