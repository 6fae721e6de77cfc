using Sharpkeras.Diagnostics;

namespace Sharpkeras.Losses;

/// <summary>
/// −Σ y_true·log y_pred along the classes, for targets that are distributions (one-hot rows). y_true and y_pred [batch, …, classes].
/// Computed from the logits where y_pred is a softmax's output.
/// </summary>
/// <example><code>Tensor loss = new CategoricalCrossentropy(labelSmoothing: 0.1).Call(targets, probabilities);</code></example>
public sealed class CategoricalCrossentropy : Loss
{
    /// <summary>A cross-entropy.</summary>
    /// <param name="fromLogits">Whether the predictions are logits, not probabilities.</param>
    /// <param name="labelSmoothing">In [0, 1]: targets become target·(1 − s) + s / classes.</param>
    /// <param name="axis">The axis of the classes.</param>
    /// <param name="reduction">How the samples' losses become one.</param>
    /// <param name="name">The name.</param>
    /// <param name="dtype">The type to compute in; null for the predictions' own.</param>
    /// <exception cref="ArgumentOutOfRangeException">The smoothing is outside of [0, 1].</exception>
    public CategoricalCrossentropy(
        bool fromLogits = false,
        double labelSmoothing = 0,
        int axis = -1,
        Reduction reduction = Reduction.SumOverBatchSize,
        string? name = null,
        DType? dtype = null)
        : base(reduction, name, dtype)
    {
        FromLogits = fromLogits;
        LabelSmoothing = Check.Range(labelSmoothing, 0, 1, nameof(labelSmoothing), Name);
        Axis = axis;
    }

    /// <summary>Whether the predictions are logits.</summary>
    public bool FromLogits { get; }

    /// <summary>How far the targets move towards the uniform distribution.</summary>
    public double LabelSmoothing { get; }

    /// <summary>The axis of the classes.</summary>
    public int Axis { get; }

    /// <inheritdoc/>
    protected override Tensor PerSample(Tensor yTrue, Tensor yPred)
    {
        Check.SameShape(yTrue.Shape, yPred.Shape, Name);
        Tensor target = Numeric.Smooth(yTrue, LabelSmoothing, 1.0 / yPred.Shape[yPred.Shape.Axis(Axis, Name)]);
        return Ops.CategoricalCrossentropy(target, yPred, FromLogits, Axis);
    }
}
