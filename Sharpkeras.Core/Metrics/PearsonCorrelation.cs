using Sharpkeras.Losses;

namespace Sharpkeras.Metrics;

/// <summary>
/// The mean over all samples of the correlation of y_true and y_pred along an axis: the mean product of both, each less its mean and divided
/// by its standard deviation (Pearson 1895). Not a number where one of them is constant. Both [batch, …], of one shape.
/// </summary>
/// <param name="name">The name in logs.</param>
/// <param name="dtype">The type of the state.</param>
/// <param name="axis">The axis of the vectors.</param>
/// <example><code>model.Compile("adam", "mse", metrics: [new PearsonCorrelation()]);</code></example>
public sealed class PearsonCorrelation(string? name = null, DType dtype = DType.Float32, int axis = -1)
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
        return Ops.Mean(Standard(target) * Standard(prediction), Axis);
    }

    /// <summary>x less its mean, divided by its standard deviation.</summary>
    private Tensor Standard(Tensor x) => (x - Ops.Mean(x, Axis, keepDims: true)) / Ops.Std(x, [Axis], keepDims: true);
}
