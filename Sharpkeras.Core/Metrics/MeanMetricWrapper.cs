namespace Sharpkeras.Metrics;

/// <summary>The mean over all samples of a function of targets and predictions.</summary>
public abstract class MeanMetricWrapper : Mean
{
    private protected MeanMetricWrapper(string? name, DType dtype)
        : base(name, dtype)
    {
    }

    /// <inheritdoc/>
    public override void UpdateState(Tensor yTrue, Tensor yPred, Tensor? sampleWeight = null)
    {
        using var scope = new TensorScope();
        UpdateState(PerSample(yTrue, yPred), sampleWeight);
    }

    /// <summary>The value of each sample.</summary>
    protected abstract Tensor PerSample(Tensor yTrue, Tensor yPred);
}
