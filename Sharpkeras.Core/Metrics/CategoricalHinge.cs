namespace Sharpkeras.Metrics;

/// <summary>The mean over all samples of max(neg − pos + 1, 0) with pos = Σ y_true·y_pred and neg = max (1 − y_true)·y_pred. Both [batch, classes].</summary>
/// <param name="name">The name in logs.</param>
/// <param name="dtype">The type of the state.</param>
/// <example><code>model.Compile("adam", "mse", metrics: [new CategoricalHinge()]);</code></example>
public sealed class CategoricalHinge(string? name = null, DType dtype = DType.Float32)
    : MeanMetricWrapper(new Losses.CategoricalHinge(), name, dtype);
