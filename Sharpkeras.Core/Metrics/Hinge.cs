namespace Sharpkeras.Metrics;

/// <summary>The mean over all samples of max(1 − y_true·y_pred, 0), averaged along the last axis, for targets of −1 and 1 (or of 0 and 1). Both [batch, …].</summary>
/// <param name="name">The name in logs.</param>
/// <param name="dtype">The type of the state.</param>
/// <example><code>model.Compile("adam", "mse", metrics: [new Hinge()]);</code></example>
public sealed class Hinge(string? name = null, DType dtype = DType.Float32)
    : MeanMetricWrapper(new Losses.Hinge(), name, dtype);
