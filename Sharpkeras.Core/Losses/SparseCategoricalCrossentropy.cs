namespace Sharpkeras.Losses;

/// <summary>
/// −log of the probability that was given to the right class, for targets that are class numbers. y_true [batch, …] of an integer
/// type (or floats with whole values), y_pred [batch, …, classes]. Computed from the logits where y_pred is a softmax's output.
/// </summary>
/// <param name="fromLogits">Whether the predictions are logits, not probabilities.</param>
/// <param name="ignoreClass">A class whose samples do not count; null for none.</param>
/// <param name="axis">The axis of the classes.</param>
/// <param name="reduction">How the samples' losses become one.</param>
/// <param name="name">The name.</param>
public sealed class SparseCategoricalCrossentropy(
    bool fromLogits = false, int? ignoreClass = null, int axis = -1, Reduction reduction = Reduction.SumOverBatchSize, string? name = null)
    : Loss(reduction, name)
{
    /// <summary>Whether the predictions are logits.</summary>
    public bool FromLogits { get; } = fromLogits;

    /// <summary>The class whose samples do not count.</summary>
    public int? IgnoreClass { get; } = ignoreClass;

    /// <summary>The axis of the classes.</summary>
    public int Axis { get; } = axis;

    /// <inheritdoc/>
    public override System.Text.Json.Nodes.JsonObject GetConfig() => new()
    {
        ["name"] = Name,
        ["reduction"] = Serialization.ConfigJson.Write(Reduction),
        ["from_logits"] = FromLogits,
        ["ignore_class"] = IgnoreClass,
    };

    /// <inheritdoc/>
    protected override Tensor PerSample(Tensor yTrue, Tensor yPred)
    {
        Tensor labels = Labels(yTrue, yPred);
        if (Mask(yTrue, yPred) is not { } counts)
        {
            return Ops.SparseCategoricalCrossentropy(labels, yPred, FromLogits, Axis);
        }

        // Samples that do not count become class 0 of zero predictions, so that nothing of them enters a gradient.
        Tensor known = labels * counts.Cast(labels.DType);
        Tensor predictions = yPred * counts.Cast(yPred.DType).ExpandDims(-1);
        Tensor losses = Ops.SparseCategoricalCrossentropy(known, predictions, FromLogits, Axis);
        return Ops.Where(counts, losses, Ops.ZerosLike(losses));
    }

    /// <inheritdoc/>
    private protected override Tensor? Mask(Tensor yTrue, Tensor yPred) =>
        IgnoreClass is { } ignored ? Ops.NotEqual(Labels(yTrue, yPred), Ops.Constant(ignored, yTrue)) : null;

    private static Tensor Labels(Tensor yTrue, Tensor yPred) =>
        yTrue.Rank == yPred.Rank && yTrue.Shape[^1] == 1 ? yTrue.Reshape(yTrue.Shape[..^1]) : yTrue;
}
