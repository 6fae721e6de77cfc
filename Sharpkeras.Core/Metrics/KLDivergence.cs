namespace Sharpkeras.Metrics;

/// <summary>The mean over all samples of Σ y_true·ln(y_true / y_pred), with both cut to [1e-7, 1]. Both [batch, …, classes].</summary>
/// <param name="name">The name in logs.</param>
/// <param name="dtype">The type of the state.</param>
/// <example><code>model.Compile("adam", "mse", metrics: [new KLDivergence()]);</code></example>
public sealed class KLDivergence(string? name = null, DType dtype = DType.Float32)
    : MeanMetricWrapper(new Losses.KLDivergence(), name, dtype);
