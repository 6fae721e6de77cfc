using Sharpkeras.Devices;
using Sharpkeras.Diagnostics;
using Sharpkeras.Losses;

namespace Sharpkeras.Metrics;

/// <summary>A running mean: the weighted sum of values and the sum of the weights, on the device.</summary>
internal sealed class MeanTotals(Variable total, Variable count, string owner)
{
    /// <summary>
    /// Takes values in, averaged within each sample first, as Keras's <c>reduce_to_samplewise_values</c> does: a sample counts as 1
    /// however long it is.
    /// </summary>
    /// <param name="values">Any shape; the first axis is that of the samples.</param>
    /// <param name="weight">A weight for each value, or for the first axes, or a shape that broadcasts; null for 1.</param>
    public void Add(Tensor values, Tensor? weight)
    {
        Tensor own = values.Cast(total.DType);
        if (weight == null)
        {
            Update(own, 1, own.Rank < 2 ? 1 : Math.Max(1, own.Shape[1..].Length), own.Rank == 0 ? 1 : own.Shape[0]);
            return;
        }

        Tensor factor = weight.Cast(total.DType);
        if (factor.Rank == 0)
        {
            total.AssignAdd(Ops.Mean(own) * factor);
            count.AssignAdd(factor);
            return;
        }

        Tensor full = SampleWeights.Full(OverFirstAxes(factor, own.Shape), own, owner);
        total.AssignAdd(Scaled(Ops.Sum(own * full), own.Shape));
        count.AssignAdd(Scaled(Ops.Sum(full), own.Shape));
    }

    /// <summary>Takes a sum and its weight in.</summary>
    public void Add(Tensor value, double weight) => Update(value.Cast(total.DType), weight, 1, weight);

    /// <summary>The mean; 0 where nothing counts.</summary>
    public double Mean()
    {
        double weight = count.Value.Item<double>();
        return weight == 0 ? 0 : total.Value.Item<double>() / weight;
    }

    private void Update(Tensor values, double factor, double divisor, double weight)
    {
        Check.SameDevice(total.Value, values, owner);
        if (divisor != 1)
        {
            Check.Floating(total.Value, owner);
        }

        Backend.Of(values).MeanUpdate(values, factor, divisor, weight, total.Value, count.Value);
        total.Touch();
        count.Touch();
    }

    /// <summary>Weights of a lower rank belong to the first axes, with which they broadcast.</summary>
    private static Tensor OverFirstAxes(Tensor weight, Shape shape) =>
        weight.Rank < shape.Rank && Enumerable.Range(0, weight.Rank).All(i => weight.Shape[i] == shape[i] || weight.Shape[i] == 1)
            ? weight.Reshape([.. weight.Shape.ToArray(), .. Enumerable.Repeat(1, shape.Rank - weight.Rank)])
            : weight;

    /// <summary>A sum over all values, divided by the values of a sample.</summary>
    private static Tensor Scaled(Tensor sum, Shape shape)
    {
        long inner = shape.Rank < 2 ? 1 : shape[1..].Length;
        return inner is 0 or 1 ? sum : sum / (double)inner;
    }
}
