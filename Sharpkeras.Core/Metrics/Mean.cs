namespace Sharpkeras.Metrics;

/// <summary>The weighted mean of all values it was given: Σ value·weight / Σ weight; 0 before the first.</summary>
/// <example><code>var mean = new Mean(); mean.UpdateState(values); double result = mean.Result();</code></example>
public sealed class Mean : Metric
{
    private readonly MeanTotals totals;

    /// <summary>A mean.</summary>
    /// <param name="name">The name in logs.</param>
    /// <param name="dtype">The type of the state.</param>
    public Mean(string? name = null, DType dtype = DType.Float32)
        : base(name, dtype) => totals = AddMean();

    /// <summary>Takes values into account.</summary>
    /// <param name="values">Any shape.</param>
    /// <param name="sampleWeight">A weight for each value, or for each entry of the first axes; null for 1.</param>
    public void UpdateState(Tensor values, Tensor? sampleWeight = null)
    {
        using var scope = new TensorScope();
        totals.Add(values, sampleWeight);
    }

    /// <inheritdoc/>
    public override void UpdateState(Tensor yTrue, Tensor yPred, Tensor? sampleWeight) =>
        throw new InvalidOperationException($"{Name} — a mean takes values, not targets and predictions. Call UpdateState(values, sampleWeight).");

    /// <inheritdoc/>
    public override double Result() => Rounded(totals.Mean());

    /// <summary>Takes a host-known weight for one value: the batch size for a batch's loss.</summary>
    internal void UpdateState(Tensor value, double weight)
    {
        using var scope = new TensorScope();
        totals.Add(value, weight);
    }
}
