using Sharpkeras.Losses;

namespace Sharpkeras.Metrics;

/// <summary>
/// The mean over all samples of 2·cov(y_true, y_pred) / (var y_true + var y_pred + (mean y_true − mean y_pred)² + 1e-7) along an axis
/// (Lin 1989): 1 where both are equal. Both [batch, …], of one shape.
/// </summary>
/// <param name="name">The name in logs.</param>
/// <param name="dtype">The type of the state.</param>
/// <param name="axis">The axis of the vectors.</param>
/// <example><code>model.Compile("adam", "mse", metrics: [new ConcordanceCorrelation()]);</code></example>
public sealed class ConcordanceCorrelation(string? name = null, DType dtype = DType.Float32, int axis = -1)
    : MeanMetricWrapper(name, dtype)
{
    /// <summary>The axis of the vectors.</summary>
    public int Axis { get; } = axis;

    /// <inheritdoc/>
    public override bool? LargerIsBetter => true;

    /// <inheritdoc/>
    protected override Tensor PerSample(Tensor yTrue, Tensor yPred)
    {
        var (target, prediction) = Pairs.Of(yTrue, yPred, Name);
        Tensor targetMean = Ops.Mean(target, Axis, keepDims: true);
        Tensor predictionMean = Ops.Mean(prediction, Axis, keepDims: true);
        Tensor covariance = (target - targetMean) * (prediction - predictionMean);
        Tensor spread = Ops.Var(target, [Axis], keepDims: true) + Ops.Var(prediction, [Axis], keepDims: true)
            + Ops.SquaredDifference(targetMean, predictionMean);
        return Ops.Mean(covariance * 2 / (spread + Numeric.Epsilon), Axis);
    }
}
