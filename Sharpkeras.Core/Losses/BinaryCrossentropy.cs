using Sharpkeras.Diagnostics;

namespace Sharpkeras.Losses;

/// <summary>
/// The mean of −y_true·ln p − (1 − y_true)·ln(1 − p) along an axis, for probabilities p of one of two classes. Both [batch, …], of one
/// shape. Computed from the logits where y_pred is a sigmoid's output.
/// </summary>
/// <example><code>Tensor loss = new BinaryCrossentropy(fromLogits: true).Call(targets, logits);</code></example>
public sealed class BinaryCrossentropy : Loss
{
    /// <summary>A loss.</summary>
    /// <param name="fromLogits">Whether the predictions are logits, not probabilities.</param>
    /// <param name="labelSmoothing">In [0, 1]: targets become target·(1 − s) + s / 2.</param>
    /// <param name="axis">The axis of the mean.</param>
    /// <param name="reduction">How the samples' losses become one.</param>
    /// <param name="name">The name.</param>
    /// <param name="dtype">The type to compute in; null for the predictions' own.</param>
    /// <exception cref="ArgumentOutOfRangeException">The smoothing is outside of [0, 1].</exception>
    public BinaryCrossentropy(
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

    /// <summary>How far the targets move towards one half.</summary>
    public double LabelSmoothing { get; }

    /// <summary>The axis of the mean.</summary>
    public int Axis { get; }

    /// <inheritdoc/>
    protected override Tensor PerSample(Tensor yTrue, Tensor yPred)
    {
        var (target, prediction) = Match(yTrue, yPred);
        Tensor smooth = Numeric.Smooth(target, LabelSmoothing, 0.5);
        return Ops.Mean(Ops.BinaryCrossentropy(smooth, prediction, FromLogits), Axis);
    }
}
