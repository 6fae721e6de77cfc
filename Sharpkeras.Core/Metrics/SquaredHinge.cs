namespace Sharpkeras.Metrics;

/// <summary>The mean over all samples of max(1 − y_true·y_pred, 0)², averaged along the last axis, for targets of −1 and 1 (or of 0 and 1). Both [batch, …].</summary>
/// <param name="name">The name in logs.</param>
/// <param name="dtype">The type of the state.</param>
/// <example><code>model.Compile("adam", "mse", metrics: [new SquaredHinge()]);</code></example>
public sealed class SquaredHinge(string? name = null, DType dtype = DType.Float32)
    : MeanMetricWrapper(new Losses.SquaredHinge(), name, dtype);
