using Sharpkeras.Diagnostics;

namespace Sharpkeras.Metrics;

/// <summary>The weighted mean of all values it was given: Σ value·weight / Σ weight; 0 before the first.</summary>
public class Mean : Metric
{
    private readonly Variable total;
    private readonly Variable count;

    /// <summary>A mean.</summary>
    /// <param name="name">The name in logs.</param>
    /// <param name="dtype">The type of the state.</param>
    public Mean(string? name = null, DType dtype = DType.Float32)
        : base(name, dtype)
    {
        total = AddVariable("total", []);
        count = AddVariable("count", []);
    }

    /// <summary>Takes values into account.</summary>
    /// <param name="values">Any shape.</param>
    /// <param name="sampleWeight">A weight for each value, or for each entry of the first axes; null for 1.</param>
    public void UpdateState(Tensor values, Tensor? sampleWeight = null)
    {
        using var scope = new TensorScope();
        Tensor converted = values.DType == DType ? values : values.Cast(DType);
        if (sampleWeight == null)
        {
            total.AssignAdd(Ops.Sum(converted));
            count.AssignAdd(Ops.Full([], converted.Length, DType));
            return;
        }

        Tensor weights = Losses.LossReduction.Apply(Ops.Ones(converted.Shape, DType), sampleWeight, Losses.Reduction.None, Name);
        total.AssignAdd(Ops.Sum(converted * weights));
        count.AssignAdd(Ops.Sum(weights));
    }

    /// <inheritdoc/>
    public override void UpdateState(Tensor yTrue, Tensor yPred, Tensor? sampleWeight) =>
        throw new InvalidOperationException($"{Name} — a mean takes values, not targets and predictions. Call UpdateState(values, sampleWeight).");

    /// <inheritdoc/>
    public override double Result()
    {
        double weight = count.Value.Item<double>();
        return weight == 0 ? 0 : (float)(total.Value.Item<double>() / weight);
    }

    /// <summary>Takes a host-known weight for one value: the batch size for a batch's loss.</summary>
    internal void UpdateState(Tensor value, double weight)
    {
        using var scope = new TensorScope();
        total.AssignAdd((value.DType == DType ? value : value.Cast(DType)) * weight);
        count.AssignAdd(Ops.Full([], weight, DType));
    }
}
