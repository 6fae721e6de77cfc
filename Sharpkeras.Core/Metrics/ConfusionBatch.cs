using Sharpkeras.Diagnostics;
using Sharpkeras.Losses;

namespace Sharpkeras.Metrics;

/// <summary>A batch as decisions see it: predictions, and the weights of those that are true and of those that are not.</summary>
/// <param name="Predictions">[values], or [samples, labels].</param>
/// <param name="Positives">The weight where the target is true, else 0. Not a number where the prediction or target is none.</param>
/// <param name="Negatives">The weight where the target is false, else 0.</param>
internal readonly record struct ConfusionBatch(Tensor Predictions, Tensor Positives, Tensor Negatives)
{
    /// <summary>What predictions outside of the k largest become; no threshold lies below.</summary>
    public const double Lowest = -1e10;

    /// <summary>Prepares targets and predictions.</summary>
    /// <param name="yTrue">[batch, …]; what is not 0 is true.</param>
    /// <param name="yPred">The same shape.</param>
    /// <param name="sampleWeight">A weight for each sample or value; null for 1.</param>
    /// <param name="options">What part of it counts, and how.</param>
    public static ConfusionBatch Of(Tensor yTrue, Tensor yPred, Tensor? sampleWeight, ConfusionOptions options)
    {
        var (target, prediction) = Pairs.Of(yTrue, yPred, options.Owner, options.DType);
        if (options.TopK is { } k)
        {
            prediction = Largest(prediction, k, options.Owner);
        }

        if (options.ClassId is { } id)
        {
            target = OfClass(target, id, options.Owner);
            prediction = OfClass(prediction, id, options.Owner);
        }

        Tensor weight = Weight(target, prediction, sampleWeight, options);
        Tensor truth = Ops.NotEqual(target, Ops.Constant(0, target)).Cast(target.DType);
        if (!options.PerLabel)
        {
            Shape flat = [checked((int)prediction.Length)];
            (truth, prediction, weight) = (truth.Reshape(flat), prediction.Reshape(flat), weight.Reshape(flat));
        }

        return new ConfusionBatch(prediction, truth * weight, (1 - truth) * weight);
    }

    /// <summary>The weights, which are no numbers where the prediction or the target is none, so that no result hides it.</summary>
    private static Tensor Weight(Tensor target, Tensor prediction, Tensor? sampleWeight, ConfusionOptions options)
    {
        Tensor weight = sampleWeight == null
            ? Ops.OnesLike(prediction)
            : SampleWeights.Full(sampleWeight.Cast(prediction.DType), prediction, options.Owner);
        if (options.LabelWeights is { } labels)
        {
            Tensor factors = Tensor.FromSpan<double>(labels, [labels.Length]).Cast(prediction.DType).To(prediction.Device);
            weight *= SampleWeights.Full(factors.ExpandDims(0), prediction, options.Owner);
        }

        Tensor broken = Ops.LogicalOr(Ops.NotEqual(prediction, prediction), Ops.NotEqual(target, target));
        return Ops.Where(broken, Ops.Constant(double.NaN, weight), weight);
    }

    private static Tensor Largest(Tensor prediction, int k, string owner)
    {
        if (prediction.Rank == 0 || prediction.Shape[^1] < k)
        {
            throw new ShapeException(
                $"{owner} — top_k must not exceed the number of predictions in a sample. Received top_k {k} and predictions {prediction.Shape}.");
        }

        return Ops.Where(TopK.Mask(prediction, k), prediction, Ops.Constant(Lowest, prediction));
    }

    private static Tensor OfClass(Tensor x, int id, string owner) => x.Rank >= 2 && id < x.Shape[^1]
        ? x[.., id..(id + 1)]
        : throw new ShapeException(
            $"{owner} — class_id needs predictions [batch, classes] with more than {id} classes. Received shape {x.Shape}.");
}
