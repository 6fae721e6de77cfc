namespace Sharpkeras.Metrics;

/// <summary>The mean over all samples of |y_true − y_pred|, averaged along the last axis. Both [batch, …].</summary>
/// <param name="name">The name in logs.</param>
/// <param name="dtype">The type of the state.</param>
/// <example><code>model.Compile("adam", "mse", metrics: [new MeanAbsoluteError()]);</code></example>
public sealed class MeanAbsoluteError(string? name = null, DType dtype = DType.Float32)
    : MeanMetricWrapper(new Losses.MeanAbsoluteError(), name, dtype);
