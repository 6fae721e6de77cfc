using Sharpkeras.Diagnostics;

namespace Sharpkeras.Losses;

/// <summary>
/// (1 − p^q) / q with p the probability that was given to the right class: between the cross-entropy (q → 0) and the absolute error
/// (q → 1), so that wrong labels do less harm (Zhang and Sabuncu 2018). y_true [batch, …] class numbers, y_pred [batch, …, classes].
/// </summary>
/// <example><code>Tensor loss = new CategoricalGeneralizedCrossEntropy(q: 0.7).Call(labels, probabilities);</code></example>
public sealed class CategoricalGeneralizedCrossEntropy : Loss
{
    /// <summary>A loss.</summary>
    /// <param name="q">In (0, 1), without the ends.</param>
    /// <param name="reduction">How the samples' losses become one.</param>
    /// <param name="name">The name.</param>
    /// <param name="dtype">The type to compute in; null for the predictions' own.</param>
    /// <exception cref="ArgumentOutOfRangeException">q is not between 0 and 1.</exception>
    public CategoricalGeneralizedCrossEntropy(
        double q = 0.5,
        Reduction reduction = Reduction.SumOverBatchSize,
        string? name = null,
        DType? dtype = null)
        : base(reduction, name, dtype)
    {
        Q = Check.Inside(q, 0, 1, nameof(q), Name);
    }

    /// <summary>Between 0, the cross-entropy, and 1, the absolute error.</summary>
    public double Q { get; }

    private protected override bool TakesClassNumbers => true;

    /// <inheritdoc/>
    protected override Tensor PerSample(Tensor yTrue, Tensor yPred)
    {
        Tensor labels = ClassLabels.Of(yTrue, yPred, -1);
        if (labels.Shape != yPred.Shape[..^1])
        {
            throw new ShapeException(
                $"{Name} — class numbers need the shape of the predictions without the classes. Received {yTrue.Shape} and {yPred.Shape}.");
        }

        IndexCheck.Range(labels, yPred.Shape[^1], Name, "label");
        Tensor own = ClassLabels.Places(labels, yPred.Shape[^1]);
        Tensor p = Ops.Sum(Ops.Where(own, yPred, Ops.ZerosLike(yPred)), -1);
        return (1 - Numeric.Power(p, Q)) / Q;
    }
}
