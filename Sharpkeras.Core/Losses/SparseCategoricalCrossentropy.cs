using System.Text.Json.Nodes;

namespace Sharpkeras.Losses;

/// <summary>
/// −log of the probability that was given to the right class, for targets that are class numbers. y_true [batch, …] of an integer
/// type (or floats with whole values), y_pred [batch, …, classes]. Computed from the logits where y_pred is a softmax's output.
/// </summary>
/// <param name="fromLogits">Whether the predictions are logits, not probabilities.</param>
/// <param name="ignoreClass">A class whose samples do not count; null for none.</param>
/// <param name="reduction">How the samples' losses become one.</param>
/// <param name="axis">The axis of the classes.</param>
/// <param name="name">The name.</param>
/// <param name="dtype">The type to compute in; null for the predictions' own.</param>
/// <example><code>Tensor loss = new SparseCategoricalCrossentropy(fromLogits: true).Call(labels, logits);</code></example>
public sealed class SparseCategoricalCrossentropy(
    bool fromLogits = false,
    int? ignoreClass = null,
    Reduction reduction = Reduction.SumOverBatchSize,
    int axis = -1,
    string? name = null,
    DType? dtype = null)
    : Loss(reduction, name, dtype)
{
    /// <summary>Whether the predictions are logits.</summary>
    public bool FromLogits { get; } = fromLogits;

    /// <summary>The class whose samples do not count.</summary>
    public int? IgnoreClass { get; } = ignoreClass;

    /// <summary>The axis of the classes.</summary>
    public int Axis { get; } = axis;

    private protected override bool TakesClassNumbers => true;

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        JsonObject config = base.GetConfig();
        if (Axis == -1)
        {
            config.Remove("axis");
        }

        return config;
    }

    /// <inheritdoc/>
    protected override Tensor PerSample(Tensor yTrue, Tensor yPred)
    {
        Tensor labels = ClassLabels.Of(yTrue, yPred, Axis);
        if (IgnoreClass is not { } ignored)
        {
            return Ops.SparseCategoricalCrossentropy(labels, yPred, FromLogits, Axis);
        }

        // Samples that do not count become class 0 of zero predictions, so that nothing of them enters a gradient.
        int place = yPred.Shape.Axis(Axis, Name);
        Tensor? logits = place == yPred.Rank - 1 ? yPred.LogitsFor(LogitsOf.Softmax) : null;
        Tensor given = logits ?? yPred;
        Tensor counts = Counts(labels, ignored);
        Tensor known = Ops.Where(counts, labels, Ops.ZerosLike(labels));
        Tensor predictions = Ops.Where(counts.ExpandDims(place), given, Ops.ZerosLike(given));
        Tensor losses = Ops.SparseCategoricalCrossentropy(known, predictions, FromLogits || logits != null, Axis);
        return Ops.Where(counts, losses, Ops.ZerosLike(losses));
    }

    /// <inheritdoc/>
    private protected override Tensor? Mask(Tensor yTrue, Tensor yPred, Tensor losses) =>
        IgnoreClass is { } ignored ? Counts(ClassLabels.Of(yTrue, yPred, Axis), ignored) : null;

    private static Tensor Counts(Tensor labels, int ignored) => Ops.NotEqual(labels, Ops.Constant(ignored, labels));
}
