namespace Sharpkeras.Metrics;

/// <summary>The mean over all samples of y_pred − y_true·ln(y_pred + 1e-7), averaged along the last axis. Both [batch, …].</summary>
/// <param name="name">The name in logs.</param>
/// <param name="dtype">The type of the state.</param>
/// <example><code>model.Compile("adam", "mse", metrics: [new Poisson()]);</code></example>
public sealed class Poisson(string? name = null, DType dtype = DType.Float32)
    : MeanMetricWrapper(new Losses.Poisson(), name, dtype);
