namespace Sharpkeras.Metrics;

/// <summary>The mean over all samples of (ln(1 + y_true) − ln(1 + y_pred))², averaged along the last axis. Both [batch, …].</summary>
/// <param name="name">The name in logs.</param>
/// <param name="dtype">The type of the state.</param>
/// <example><code>model.Compile("adam", "mse", metrics: [new MeanSquaredLogarithmicError()]);</code></example>
public sealed class MeanSquaredLogarithmicError(string? name = null, DType dtype = DType.Float32)
    : MeanMetricWrapper(new Losses.MeanSquaredLogarithmicError(), name, dtype);
