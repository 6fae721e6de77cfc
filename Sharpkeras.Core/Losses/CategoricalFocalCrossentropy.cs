using Sharpkeras.Diagnostics;
using Sharpkeras.Serialization;

namespace Sharpkeras.Losses;

/// <summary>
/// −Σ α·(1 − p)^γ·y_true·ln p along the classes, for targets that are distributions (Lin et al. 2017). Probabilities are divided by their
/// sum and cut to [1e-7, 1 − 1e-7]. Both [batch, …, classes].
/// </summary>
/// <example><code>Tensor loss = new CategoricalFocalCrossentropy(gamma: 3).Call(targets, probabilities);</code></example>
public sealed class CategoricalFocalCrossentropy : Loss
{
    /// <summary>A loss.</summary>
    /// <param name="alpha">α, not negative: a number, or one for each class; null for 0.25.</param>
    /// <param name="gamma">γ, not negative.</param>
    /// <param name="fromLogits">Whether the predictions are logits, not probabilities.</param>
    /// <param name="labelSmoothing">In [0, 1]: targets become target·(1 − s) + s / classes.</param>
    /// <param name="axis">The axis of the classes.</param>
    /// <param name="reduction">How the samples' losses become one.</param>
    /// <param name="name">The name.</param>
    /// <param name="dtype">The type to compute in; null for the predictions' own.</param>
    /// <exception cref="ArgumentOutOfRangeException">α or γ is negative, or the smoothing is outside of [0, 1].</exception>
    public CategoricalFocalCrossentropy(
        OneOrMore<double>? alpha = null,
        double gamma = 2,
        bool fromLogits = false,
        double labelSmoothing = 0,
        int axis = -1,
        Reduction reduction = Reduction.SumOverBatchSize,
        string? name = null,
        DType? dtype = null)
        : base(reduction, name, dtype)
    {
        Alpha = alpha ?? 0.25;
        foreach (double weight in Alpha)
        {
            Check.AtLeast(weight, 0.0, nameof(alpha), Name);
        }

        Gamma = Check.AtLeast(gamma, 0.0, nameof(gamma), Name);
        FromLogits = fromLogits;
        LabelSmoothing = Check.Range(labelSmoothing, 0, 1, nameof(labelSmoothing), Name);
        Axis = axis;
    }

    /// <summary>The weight of all classes, or of each.</summary>
    public OneOrMore<double> Alpha { get; }

    /// <summary>How much less easy samples count.</summary>
    public double Gamma { get; }

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
        int place = yPred.Shape.Axis(Axis, Name);
        Tensor smooth = Numeric.Smooth(yTrue, LabelSmoothing, 1.0 / yPred.Shape[place]);
        Tensor given = FromLogits ? Ops.Softmax(yPred, place) : yPred;
        Tensor p = Ops.Clip(given / Ops.Sum(given, place, keepDims: true), Numeric.Epsilon, 1 - Numeric.Epsilon);
        Tensor weight = Numeric.Power(1 - p, Gamma) * ClassWeights(p, place);
        return Ops.Negative(Ops.Sum(weight * smooth * Ops.Log(p), place));
    }

    /// <summary>α, along the axis of the classes where there are several.</summary>
    private Tensor ClassWeights(Tensor p, int place)
    {
        if (Alpha.IsOne)
        {
            return Ops.Constant(Alpha[0], p);
        }

        if (Alpha.Count != p.Shape[place])
        {
            throw new ShapeException($"{Name} — alpha needs a weight for each class, {p.Shape[place]}. Received {Alpha.Count}.");
        }

        int[] shape = [.. Enumerable.Repeat(1, p.Rank)];
        shape[place] = Alpha.Count;
        return Tensor.FromSpan<double>(Alpha.ToArray(), shape).Cast(p.DType).To(p.Device);
    }
}
