namespace Sharpkeras.Metrics;

/// <summary>The mean over all samples of the binary cross-entropy, averaged along the last axis. Both [batch, …].</summary>
/// <param name="name">The name in logs.</param>
/// <param name="dtype">The type of the state.</param>
/// <param name="fromLogits">Whether the predictions are logits, not probabilities.</param>
/// <param name="labelSmoothing">In [0, 1]: targets become target·(1 − s) + s / 2.</param>
/// <example><code>model.Compile("adam", "mse", metrics: [new BinaryCrossentropy()]);</code></example>
public sealed class BinaryCrossentropy(string? name = null, DType dtype = DType.Float32, bool fromLogits = false, double labelSmoothing = 0)
    : MeanMetricWrapper(new Losses.BinaryCrossentropy(fromLogits, labelSmoothing), name, dtype)
{
    /// <summary>Whether the predictions are logits.</summary>
    public bool FromLogits { get; } = fromLogits;

    /// <summary>How far the targets move towards one half.</summary>
    public double LabelSmoothing { get; } = labelSmoothing;
}
