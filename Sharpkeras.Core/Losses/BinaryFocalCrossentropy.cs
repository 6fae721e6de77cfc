using Sharpkeras.Diagnostics;

namespace Sharpkeras.Losses;

/// <summary>
/// The binary cross-entropy times (1 − p_t)^γ, with p_t the probability that was given to the right class, so that easy samples count less
/// (Lin et al. 2017); its mean along an axis. Both [batch, …], of one shape. Computed from the logits where y_pred is a sigmoid's output.
/// </summary>
/// <example><code>Tensor loss = new BinaryFocalCrossentropy(gamma: 3).Call(targets, probabilities);</code></example>
public sealed class BinaryFocalCrossentropy : Loss
{
    /// <summary>A loss.</summary>
    /// <param name="applyClassBalancing">Whether class 1 is weighted by α and class 0 by 1 − α.</param>
    /// <param name="alpha">α, in [0, 1].</param>
    /// <param name="gamma">γ, not negative.</param>
    /// <param name="fromLogits">Whether the predictions are logits, not probabilities.</param>
    /// <param name="labelSmoothing">In [0, 1]: targets become target·(1 − s) + s / 2.</param>
    /// <param name="axis">The axis of the mean.</param>
    /// <param name="reduction">How the samples' losses become one.</param>
    /// <param name="name">The name.</param>
    /// <param name="dtype">The type to compute in; null for the predictions' own.</param>
    /// <exception cref="ArgumentOutOfRangeException">α or the smoothing is outside of [0, 1], or γ is negative.</exception>
    public BinaryFocalCrossentropy(
        bool applyClassBalancing = false,
        double alpha = 0.25,
        double gamma = 2,
        bool fromLogits = false,
        double labelSmoothing = 0,
        int axis = -1,
        Reduction reduction = Reduction.SumOverBatchSize,
        string? name = null,
        DType? dtype = null)
        : base(reduction, name, dtype)
    {
        ApplyClassBalancing = applyClassBalancing;
        Alpha = Check.Range(alpha, 0, 1, nameof(alpha), Name);
        Gamma = Check.AtLeast(gamma, 0.0, nameof(gamma), Name);
        FromLogits = fromLogits;
        LabelSmoothing = Check.Range(labelSmoothing, 0, 1, nameof(labelSmoothing), Name);
        Axis = axis;
    }

    /// <summary>Whether the classes are weighted by α and 1 − α.</summary>
    public bool ApplyClassBalancing { get; }

    /// <summary>The weight of class 1.</summary>
    public double Alpha { get; }

    /// <summary>How much less easy samples count.</summary>
    public double Gamma { get; }

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
        Tensor probability = FromLogits ? Ops.Sigmoid(prediction) : prediction;
        Tensor right = (smooth * probability) + ((1 - smooth) * (1 - probability));
        Tensor focal = Numeric.Power(1 - right, Gamma) * Ops.BinaryCrossentropy(smooth, probability);
        Tensor balanced = ApplyClassBalancing ? ((smooth * Alpha) + ((1 - smooth) * (1 - Alpha))) * focal : focal;
        return Ops.Mean(balanced, Axis);
    }
}
