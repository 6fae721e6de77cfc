namespace Sharpkeras.Metrics;

/// <summary>The mean over all samples of 100·|y_true − y_pred| / max(|y_true|, 1e-7), averaged along the last axis: percent. Both [batch, …].</summary>
/// <param name="name">The name in logs.</param>
/// <param name="dtype">The type of the state.</param>
/// <example><code>model.Compile("adam", "mse", metrics: [new MeanAbsolutePercentageError()]);</code></example>
public sealed class MeanAbsolutePercentageError(string? name = null, DType dtype = DType.Float32)
    : MeanMetricWrapper(new Losses.MeanAbsolutePercentageError(), name, dtype);
