using Sharpkeras.Diagnostics;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>
    /// The binary cross-entropy of logits x with the part of positive labels z weighted by q:
    /// (1 − z)·x + (1 + (q − 1)·z)·ln(1 + e⁻ˣ).
    /// </summary>
    /// <param name="labels">Any shape, floating.</param>
    /// <param name="logits">The same shape and type.</param>
    /// <param name="posWeight">The weight q of positive labels.</param>
    /// <returns>The same shape.</returns>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    /// <example><code>Tensor losses = Ops.WeightedCrossEntropyWithLogits(labels, logits, posWeight: 3);</code></example>
    public static Tensor WeightedCrossEntropyWithLogits(Tensor labels, Tensor logits, double posWeight)
    {
        if (labels.IsSymbolic || logits.IsSymbolic)
        {
            return Op.Compose("weighted_cross_entropy_with_logits", [labels, logits], all => WeightedCrossEntropyWithLogits(all[0], all[1], posWeight), ("pos_weight", posWeight));
        }

        Check.Finite(posWeight, nameof(posWeight), "weighted_cross_entropy_with_logits");
        return WeightedCrossEntropyWithLogits(labels, logits, Constant(posWeight, logits));
    }

    /// <summary>The same with weights that broadcast to the labels, such as one for each class.</summary>
    /// <param name="labels">Any shape, floating.</param>
    /// <param name="logits">The same shape and type.</param>
    /// <param name="posWeights">The weights q of positive labels.</param>
    /// <returns>The same shape.</returns>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    public static Tensor WeightedCrossEntropyWithLogits(Tensor labels, Tensor logits, Tensor posWeights)
    {
        if (labels.IsSymbolic || logits.IsSymbolic || posWeights.IsSymbolic)
        {
            return Op.Compose("weighted_cross_entropy_with_logits", [labels, logits, posWeights], all => WeightedCrossEntropyWithLogits(all[0], all[1], all[2]));
        }

        Check.SameShape(labels.Shape, logits.Shape, "weighted_cross_entropy_with_logits");
        return ((1 - labels) * logits) + ((1 + ((posWeights - 1) * labels)) * Softplus(-logits));
    }
}
