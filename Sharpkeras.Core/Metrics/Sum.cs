using Sharpkeras.Losses;

namespace Sharpkeras.Metrics;

/// <summary>The weighted sum of all values it was given.</summary>
/// <example><code>var sum = new Sum(); sum.UpdateState(values); double result = sum.Result();</code></example>
public sealed class Sum : Metric
{
    private readonly Variable total;

    /// <summary>A sum.</summary>
    /// <param name="name">The name in logs.</param>
    /// <param name="dtype">The type of the state.</param>
    public Sum(string? name = null, DType dtype = DType.Float32)
        : base(name, dtype) => total = AddVariable("total", []);

    /// <summary>Takes values into account.</summary>
    /// <param name="values">Any shape.</param>
    /// <param name="sampleWeight">A weight for each value, or for each entry of the first axes; null for 1.</param>
    public void UpdateState(Tensor values, Tensor? sampleWeight = null)
    {
        using var scope = new TensorScope();
        Tensor own = values.Cast(DType);
        total.AssignAdd(Ops.Sum(sampleWeight == null ? own : own * SampleWeights.Full(sampleWeight, own, Name)));
    }

    /// <inheritdoc/>
    public override void UpdateState(Tensor yTrue, Tensor yPred, Tensor? sampleWeight) =>
        throw new InvalidOperationException($"{Name} — a sum takes values, not targets and predictions. Call UpdateState(values, sampleWeight).");

    /// <inheritdoc/>
    public override double Result() => total.Value.Item<double>();
}
