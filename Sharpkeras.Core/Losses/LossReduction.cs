using Sharpkeras.Diagnostics;

namespace Sharpkeras.Losses;

/// <summary>Weights and folds the losses of samples, as Keras's <c>reduce_weighted_values</c> does.</summary>
internal static class LossReduction
{
    public static Tensor Apply(Tensor losses, Tensor? sampleWeight, Reduction reduction, string loss, Tensor? mask = null)
    {
        Tensor? weight = sampleWeight == null ? null : Align(losses, sampleWeight, loss);
        if (mask != null)
        {
            Tensor counts = Counts(mask, losses.DType, reduction);
            weight = weight == null ? counts : weight * counts;
        }

        Tensor weighted = weight == null ? losses : losses * weight;
        switch (reduction)
        {
            case Reduction.None:
                return weighted;
            case Reduction.Sum:
                return Ops.Sum(weighted);
            case Reduction.MeanWithSampleWeight when weight != null:
                return Ops.Sum(weighted) / Ops.Sum(weight.BroadcastTo(losses.Shape));
            default:
                return Ops.Mean(weighted);
        }
    }

    /// <summary>Brings a prediction-like and a target-like tensor to one rank: a last axis of length 1 is taken away or added.</summary>
    public static (Tensor True, Tensor Pred) SameRank(Tensor yTrue, Tensor yPred)
    {
        if (yTrue.Rank == yPred.Rank + 1 && yTrue.Shape[^1] == 1)
        {
            return (yTrue.Reshape(yTrue.Shape[..^1]), yPred);
        }

        if (yPred.Rank == yTrue.Rank + 1 && yPred.Shape[^1] == 1)
        {
            return (yTrue.Reshape([.. yTrue.Shape.ToArray(), 1]), yPred);
        }

        return (yTrue, yPred);
    }

    /// <summary>Weights of a mask. For means they are total / valid, so that only the samples that count divide the sum.</summary>
    private static Tensor Counts(Tensor mask, DType dtype, Reduction reduction)
    {
        const double epsilon = 1e-7;
        Tensor counts = mask.Cast(dtype);
        return reduction is Reduction.Mean or Reduction.SumOverBatchSize
            ? counts * ((double)counts.Length / (Ops.Sum(counts) + epsilon))
            : counts;
    }

    private static Tensor Align(Tensor losses, Tensor weight, string loss)
    {
        Tensor converted = weight.DType == losses.DType ? weight : weight.Cast(losses.DType);
        if (converted.Rank == losses.Rank + 1 && converted.Shape[^1] == 1)
        {
            converted = converted.Reshape(converted.Shape[..^1]);
        }

        if (converted.Rank > losses.Rank || converted.Shape != losses.Shape[..converted.Rank])
        {
            throw new ShapeException(
                $"{loss} — sample weights need the shape of the samples' losses, {losses.Shape}, or its beginning. Received {weight.Shape}.");
        }

        while (converted.Rank < losses.Rank)
        {
            converted = converted.Reshape([.. converted.Shape.ToArray(), 1]);
        }

        return converted;
    }
}
