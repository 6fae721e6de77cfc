namespace Sharpkeras.Metrics;

/// <summary>The mean over all samples of the cross-entropy with targets that are distributions. Both [batch, …, classes].</summary>
/// <param name="name">The name in logs.</param>
/// <param name="dtype">The type of the state.</param>
/// <param name="fromLogits">Whether the predictions are logits, not probabilities.</param>
/// <param name="labelSmoothing">In [0, 1]: targets become target·(1 − s) + s / classes.</param>
/// <param name="axis">The axis of the classes.</param>
/// <example><code>model.Compile("adam", "mse", metrics: [new CategoricalCrossentropy()]);</code></example>
public sealed class CategoricalCrossentropy(string? name = null, DType dtype = DType.Float32, bool fromLogits = false, double labelSmoothing = 0, int axis = -1)
    : MeanMetricWrapper(new Losses.CategoricalCrossentropy(fromLogits, labelSmoothing, axis), name, dtype)
{
    /// <summary>Whether the predictions are logits.</summary>
    public bool FromLogits { get; } = fromLogits;

    /// <summary>How far the targets move towards the uniform distribution.</summary>
    public double LabelSmoothing { get; } = labelSmoothing;

    /// <summary>The axis of the classes.</summary>
    public int Axis { get; } = axis;
}
