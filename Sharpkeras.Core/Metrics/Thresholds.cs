using Sharpkeras.Devices;
using Sharpkeras.Diagnostics;

namespace Sharpkeras.Metrics;

/// <summary>Cuts between positive and negative predictions, in ascending order or as they were given.</summary>
internal sealed class Thresholds
{
    private const int Block = 1 << 20;

    private readonly double[] values;
    private readonly bool isEven;
    private readonly bool isWider;

    private Thresholds(double[] values, bool isEven)
    {
        this.values = values;
        this.isEven = isEven;
        isWider = values[0] < 0 || values[^1] > 1;
    }

    public int Count => values.Length;

    /// <summary>Cuts in [0, 1] that a user chose.</summary>
    public static Thresholds Of(double[] values, string owner)
    {
        CheckRange(values, owner);
        return new Thresholds(values, IsEven(values));
    }

    /// <summary>One cut for which nothing is checked.</summary>
    public static Thresholds Single(double value) => new([value], isEven: false);

    /// <summary>0, 1/(n − 1), …, 1; the ends moved outwards by 1e-7 where <paramref name="wider"/> says so.</summary>
    public static Thresholds Even(int count, bool wider)
    {
        double[] values = [.. Enumerable.Range(0, count).Select(i => (double)i / (count - 1))];
        return new Thresholds(wider ? Wider(values) : values, isEven: true);
    }

    /// <summary>A user's cuts in ascending order, between ends outside of [0, 1].</summary>
    public static Thresholds Between(double[] sorted) =>
        new(Wider([0, .. sorted, 1]), IsEven([0, .. sorted, 1]));

    public static void CheckRange(double[] values, string owner)
    {
        if (values.Length == 0)
        {
            throw new ArgumentException($"{owner} — thresholds needs a number or more. Received none.", nameof(values));
        }

        foreach (double value in values)
        {
            Check.Range(value, 0, 1, "thresholds", owner);
        }
    }

    /// <summary>The weighted counts for each cut: a prediction is positive that lies above it.</summary>
    public ConfusionCounts CountOf(ConfusionBatch batch) => isEven ? InBuckets(batch) : ByComparison(batch);

    /// <summary>Each prediction falls into the bucket between two even cuts; the counts are sums of the buckets above and below.</summary>
    private ConfusionCounts InBuckets(ConfusionBatch batch)
    {
        Tensor place = Ops.Ceil(Ops.Clip(batch.Predictions, 0, 1) * (Count - 1)) - 1;
        if (isWider)
        {
            place = Ops.Relu(place);
        }

        // What is no number counts as positive everywhere; its weight is no number either.
        Tensor broken = Ops.NotEqual(place, place);
        place = Ops.Where(broken, Ops.Constant(Count - 1, place), place);
        int labels = place.Rank == 1 ? 1 : place.Shape[1];
        Tensor row = place.Cast(DType.Int32) + 1;
        Tensor bucket = labels == 1 ? row : (row * labels) + Ops.Arange(labels).To(row.Device);
        var (found, missed) = Sums(batch.Positives, bucket, labels);
        var (inVain, passed) = Sums(batch.Negatives, bucket, labels);
        return new ConfusionCounts(found, inVain, passed, missed);
    }

    /// <summary>The sums of the buckets above each cut and of those below, [cuts, labels]. The first bucket lies below all cuts.</summary>
    private (Tensor Above, Tensor Below) Sums(Tensor weights, Tensor bucket, int labels)
    {
        Backend backend = Backend.Of(weights);
        Tensor buckets = backend.Rent([Count + 1, labels], weights.DType);
        backend.Fill(buckets, 0);
        backend.ScatterAdd(weights, bucket, buckets, 1, (Count + 1) * labels, 1);
        Tensor cut = Ops.Arange(Count).To(weights.Device).Reshape([Count, 1]);
        Tensor number = Ops.Arange(Count + 1).To(weights.Device).Reshape([1, Count + 1]);
        Tensor above = Ops.Less(cut, number).Cast(weights.DType);
        Shape shape = weights.Rank == 1 ? [Count] : [Count, labels];
        return (Ops.MatMul(above, buckets).Reshape(shape), Ops.MatMul(1 - above, buckets).Reshape(shape));
    }

    private ConfusionCounts ByComparison(ConfusionBatch batch)
    {
        Tensor cuts = Tensor.FromSpan<double>(values, [Count]).Cast(batch.Predictions.DType).To(batch.Predictions.Device);
        int step = (int)Math.Clamp(Block / Math.Max(1, batch.Predictions.Length), 1, Count);
        var parts = new List<ConfusionCounts>();
        for (int first = 0; first < Count; first += step)
        {
            parts.Add(Compare(batch, cuts[first..Math.Min(first + step, Count)]));
        }

        return parts.Count == 1 ? parts[0] : new ConfusionCounts(
            Joined(parts, ConfusionPart.TruePositives),
            Joined(parts, ConfusionPart.FalsePositives),
            Joined(parts, ConfusionPart.TrueNegatives),
            Joined(parts, ConfusionPart.FalseNegatives));
    }

    private static ConfusionCounts Compare(ConfusionBatch batch, Tensor cuts)
    {
        int[] shape = [cuts.Shape[0], .. Enumerable.Repeat(1, batch.Predictions.Rank)];
        Tensor above = Ops.Greater(batch.Predictions.ExpandDims(0), cuts.Reshape(shape)).Cast(batch.Predictions.DType);
        Tensor below = 1 - above;
        return new ConfusionCounts(
            Ops.Sum(above * batch.Positives, 1),
            Ops.Sum(above * batch.Negatives, 1),
            Ops.Sum(below * batch.Negatives, 1),
            Ops.Sum(below * batch.Positives, 1));
    }

    private static Tensor Joined(List<ConfusionCounts> parts, ConfusionPart part) =>
        Ops.Concatenate(parts.Select(counts => counts[part]).ToArray());

    private static double[] Wider(double[] values) => [values[0] - Losses.Numeric.Epsilon, .. values[1..^1], values[^1] + Losses.Numeric.Epsilon];

    /// <summary>Three cuts or more at i / (n − 1), to NumPy's <c>allclose</c> with 1e-7.</summary>
    private static bool IsEven(double[] values) => values.Length >= 3
        && values.Select((value, i) => (value, Even: (double)i / (values.Length - 1)))
            .All(pair => Math.Abs(pair.value - pair.Even) <= Losses.Numeric.Epsilon + (1e-5 * pair.Even));
}
