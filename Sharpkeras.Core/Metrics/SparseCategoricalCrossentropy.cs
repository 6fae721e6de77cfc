namespace Sharpkeras.Metrics;

/// <summary>The mean over all samples of the cross-entropy with class numbers. y_true [batch, …], y_pred [batch, …, classes].</summary>
/// <param name="name">The name in logs.</param>
/// <param name="dtype">The type of the state.</param>
/// <param name="fromLogits">Whether the predictions are logits, not probabilities.</param>
/// <param name="ignoreClass">
/// A class whose samples have no loss; null for none. As in Keras they count in the mean all the same, unless there are sample weights.
/// </param>
/// <param name="axis">The axis of the classes.</param>
/// <example><code>model.Compile("adam", "mse", metrics: [new SparseCategoricalCrossentropy()]);</code></example>
public sealed class SparseCategoricalCrossentropy(string? name = null, DType dtype = DType.Float32, bool fromLogits = false, int? ignoreClass = null, int axis = -1)
    : MeanMetricWrapper(new Losses.SparseCategoricalCrossentropy(fromLogits, ignoreClass, axis: axis), name, dtype)
{
    /// <summary>Whether the predictions are logits.</summary>
    public bool FromLogits { get; } = fromLogits;

    /// <summary>The class whose samples have no loss.</summary>
    public int? IgnoreClass { get; } = ignoreClass;

    /// <summary>The axis of the classes.</summary>
    public int Axis { get; } = axis;
}
