namespace Sharpkeras.Metrics;

/// <summary>The root of the mean of (y_true − y_pred)² over all values. Both [batch, …], of one shape.</summary>
/// <example><code>model.Compile("adam", "mse", metrics: [new RootMeanSquaredError()]);</code></example>
public sealed class RootMeanSquaredError : Metric
{
    private readonly MeanTotals totals;

    /// <summary>A metric.</summary>
    /// <param name="name">The name in logs.</param>
    /// <param name="dtype">The type of the state.</param>
    public RootMeanSquaredError(string? name = null, DType dtype = DType.Float32)
        : base(name, dtype) => totals = AddMean();

    /// <inheritdoc/>
    public override bool? LargerIsBetter => false;

    /// <inheritdoc/>
    public override void UpdateState(Tensor yTrue, Tensor yPred, Tensor? sampleWeight = null)
    {
        using var scope = new TensorScope();
        var (target, prediction) = Pairs.Of(yTrue, yPred, Name, DType);
        totals.Add(Ops.SquaredDifference(target, prediction), sampleWeight);
    }

    /// <inheritdoc/>
    public override double Result() => Rounded(Math.Sqrt(totals.Mean()));
}
