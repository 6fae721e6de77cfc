using Sharpkeras.Diagnostics;

namespace Sharpkeras.Metrics;

/// <summary>How often predictions, cut at a threshold, equal targets of 0 and 1. Both [batch, …].</summary>
/// <param name="name">The name in logs.</param>
/// <param name="dtype">The type of the state.</param>
/// <param name="threshold">Predictions above it count as 1; in [0, 1].</param>
/// <example><code>model.Compile("adam", "mse", metrics: [new BinaryAccuracy(threshold: 0.4)]);</code></example>
public sealed class BinaryAccuracy(string? name = null, DType dtype = DType.Float32, double threshold = 0.5)
    : MeanMetricWrapper(name, dtype)
{
    /// <summary>Predictions above it count as 1.</summary>
    public double Threshold { get; } = Check.Range(threshold, 0, 1, nameof(threshold), name ?? "binary_accuracy");

    /// <inheritdoc/>
    public override bool? LargerIsBetter => true;

    /// <inheritdoc/>
    protected override Tensor PerSample(Tensor yTrue, Tensor yPred)
    {
        DType type = yPred.DType.IsFloating() ? yPred.DType : DType;
        var (target, prediction) = Pairs.Of(yTrue, yPred, Name, type);
        return Ops.Equal(target, (prediction > Threshold).Cast(type)).Cast(DType);
    }
}
