namespace Sharpkeras.Metrics;

/// <summary>How often predictions equal targets. Both [batch, …].</summary>
/// <param name="name">The name in logs.</param>
/// <param name="dtype">The type of the state.</param>
/// <example><code>model.Compile("adam", "mse", metrics: [new Accuracy()]);</code></example>
public sealed class Accuracy(string? name = null, DType dtype = DType.Float32) : MeanMetricWrapper(name, dtype)
{
    /// <inheritdoc/>
    public override bool? LargerIsBetter => true;

    /// <inheritdoc/>
    protected override Tensor PerSample(Tensor yTrue, Tensor yPred)
    {
        var (target, prediction) = Pairs.Of(yTrue, yPred, Name);
        return Ops.Equal(target, prediction).Cast(DType);
    }
}
