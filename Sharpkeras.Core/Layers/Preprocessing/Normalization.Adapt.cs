using Sharpkeras.Diagnostics;

namespace Sharpkeras.Layers;

/// <summary>Mean and variance from data.</summary>
public sealed partial class Normalization
{
    /// <summary>Computes mean and variance of data, and uses them from then on. What an earlier call found is forgotten.</summary>
    /// <param name="data">All samples at once, every numeric type; the first axis is the batch.</param>
    /// <exception cref="InvalidOperationException">Mean and variance were given to the constructor.</exception>
    /// <exception cref="ShapeException">There is no sample, or the layer was built for another shape.</exception>
    public void Adapt(Tensor data) => Adapt([data]);

    /// <summary>Computes mean and variance of data in batches: the batches' own, weighted by the number of values.</summary>
    /// <param name="batches">The batches, every numeric type; the first axis is the batch. They are read once, in order.</param>
    /// <exception cref="InvalidOperationException">Mean and variance were given to the constructor.</exception>
    /// <exception cref="ShapeException">There is no sample, or a batch does not have the shape that the layer was built for.</exception>
    public void Adapt(IEnumerable<Tensor> batches)
    {
        if (InputMean != null)
        {
            throw new InvalidOperationException($"{this} — mean and variance were given to the constructor. Leave them out to compute them from data.");
        }

        using var scope = new TensorScope();
        Tensor? total = null;
        double count = 0;
        foreach (Tensor batch in batches)
        {
            CheckBatch(batch);
            using var step = new TensorScope();
            Tensor moments = GradientTape.Paused(() => Moments(batch));
            double own = (double)batch.Length / Math.Max(1, moments.Shape[1]);
            count += own;
            Tensor merged = total == null ? moments : GradientTape.Paused(() => Merged(total, moments, own / count));
            total = step.Keep(merged);
        }

        if (total == null)
        {
            throw new ShapeException($"{this} — needs at least one sample to adapt to. Received no batch.");
        }

        mean!.Assign(total.View(mean.Shape, total.Offset));
        variance!.Assign(total.View(variance.Shape, total.Offset + variance.Value.Length));
    }

    private void CheckBatch(Tensor batch)
    {
        Check.Numeric(batch, Name);
        if (batch.Length == 0)
        {
            throw new ShapeException($"{this} — needs at least one value to adapt to. Received shape {batch.Shape}.");
        }

        EnsureBuilt(batch.Shape);
        InputSpec!.Check(this, batch);
        CheckLengths(batch.Shape);
    }

    /// <summary>Means and variances as rows: the axes that are kept become the channels.</summary>
    private Tensor Moments(Tensor batch)
    {
        int[] order = [.. Enumerable.Range(0, batch.Rank).Except(kept), .. kept];
        Tensor x = batch.Cast(DType);
        x = order.SequenceEqual(Enumerable.Range(0, batch.Rank)) ? x : x.Transpose(order);
        int channels = (int)mean!.Value.Length;
        return Ops.ChannelMoments(x.Reshape([checked((int)(x.Length / channels)), channels]), 1);
    }

    /// <summary>The moments of both: the variances grow by the squared distances of the means from the common one.</summary>
    private static Tensor Merged(Tensor total, Tensor own, double share)
    {
        Tensor center = (total[..1] * (1 - share)) + (own[..1] * share);
        Tensor before = total[1..] + Ops.Square(total[..1] - center);
        Tensor after = own[1..] + Ops.Square(own[..1] - center);
        return Ops.Concatenate([center, (before * (1 - share)) + (after * share)], 0);
    }
}
