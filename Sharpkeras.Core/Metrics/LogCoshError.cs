namespace Sharpkeras.Metrics;

/// <summary>The mean over all samples of ln cosh(y_pred − y_true), averaged along the last axis. Both [batch, …].</summary>
/// <param name="name">The name in logs.</param>
/// <param name="dtype">The type of the state.</param>
/// <example><code>model.Compile("adam", "mse", metrics: [new LogCoshError()]);</code></example>
public sealed class LogCoshError(string? name = null, DType dtype = DType.Float32)
    : MeanMetricWrapper(new Losses.LogCosh(), name ?? "logcosh", dtype);
