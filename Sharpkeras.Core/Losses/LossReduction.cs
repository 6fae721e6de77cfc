namespace Sharpkeras.Losses;

/// <summary>Weights and folds the losses of samples, as Keras's <c>reduce_weighted_values</c> does.</summary>
internal static class LossReduction
{
    public static Tensor Apply(Tensor losses, Tensor? sampleWeight, Reduction reduction, string loss, Tensor? mask = null)
    {
        bool isMean = reduction is Reduction.Mean or Reduction.SumOverBatchSize;
        Tensor weighted = losses;
        if (SampleWeights.Masked(sampleWeight, mask, losses.DType, isMean, loss) is not { } weight)
        {
            return Fold(losses, null, reduction);
        }

        (weighted, weight) = SampleWeights.Fit(losses, weight, loss);
        return Fold(weighted * weight, weight, reduction);
    }

    private static Tensor Fold(Tensor losses, Tensor? weight, Reduction reduction)
    {
        if (reduction == Reduction.None || losses.Rank == 0)
        {
            return losses;
        }

        if (reduction == Reduction.Sum || losses.Length == 0)
        {
            return Ops.Sum(losses);
        }

        if (reduction != Reduction.MeanWithSampleWeight || weight == null)
        {
            return Ops.Mean(losses);
        }

        // Weights that sum to nothing leave nothing, as in Keras: 0, not 0 / 0.
        Tensor sum = Ops.Sum(losses);
        Tensor divisor = Ops.Sum(weight);
        Tensor none = Ops.Equal(divisor, Ops.Constant(0, divisor));
        return Ops.Where(none, Ops.ZerosLike(sum), sum / Ops.Where(none, Ops.OnesLike(divisor), divisor));
    }
}
