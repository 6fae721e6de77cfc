using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Operations;

/// <summary>Normalizations by channel and along axes.</summary>
internal static partial class OpTable
{
    private const double Small = 1e-3;

    private static readonly OpInput Variances = new([5], 0.5, 2);

    private static IEnumerable<OpRow> Normalizations() =>
    [
        new("channel_moments", x => Ops.ChannelMoments(x[0], 1), [new OpInput([3, 5, 7])], x => ChannelMoments(x[0], 1)) { HasGradient = false },
        new("channel_moments (last)", x => Ops.ChannelMoments(x[0], 1), [new OpInput([67, 3])], x => ChannelMoments(x[0], 1)) { HasGradient = false },
        new("batch_normalization",
            x => Ops.BatchNorm(x[0], x[1], x[2], 2, x[3], x[4], Small), [new OpInput([2, 3, 5]), Five, Variances, Five, Five], x =>
            ByChannel(x[0], 2, x[1], x[2], x[3], x[4])),
        new("batch_normalization (middle)",
            x => Ops.BatchNorm(x[0], x[1], x[2], 1, x[3], null, Small), [new OpInput([2, 5, 3]), Five, Variances, Five], x =>
            ByChannel(x[0], 1, x[1], x[2], x[3], null)),
        new("batch_normalization (offset)",
            x => Ops.BatchNorm(x[0], x[1], x[2], 0, null, x[3], Small), [new OpInput([5, 4]), Five, Variances, Five], x =>
            ByChannel(x[0], 0, x[1], x[2], null, x[3])),
        OfBatch([11, 5], 1),
        OfBatch([2, 5, 3], 1),
        OfBatch([1, 5], 1),
        OfBatch([37, 3], 1),
        Along("layer_normalization", [3, 4, 6], [2], true),
        Along("layer_normalization", [2, 3, 7], [1, 2], true),
        Along("layer_normalization", [2, 5, 3], [1], true),
        Along("layer_normalization", [2, 3, 2, 5], [1, 3], true),
        Along("layer_normalization", [3, 41], [1], true),
        Along("rms_normalization", [3, 37], [1], false),
        Along("rms_normalization", [2, 5, 3], [1], false),
    ];

    private static OpInput Five => new([5]);

    private static OpRow OfBatch(Shape shape, int axis) => new(
        "batch_normalization (of the batch)",
        x =>
        {
            Tensor moments = GradientTape.Paused(() => Ops.ChannelMoments(x[0], axis));
            return Ops.BatchNorm(x[0], moments[0], moments[1], axis, x[1], x[2], Small, ofBatch: true);
        },
        [new OpInput(shape), new OpInput([shape[axis]]), new OpInput([shape[axis]])],
        x =>
        {
            Nd moments = ChannelMoments(x[0], axis);
            Nd Row(int i) => Nd.Of([shape[axis]], c => moments[i, c[0]]);
            return ByChannel(x[0], axis, Row(0), Row(1), x[1], x[2]);
        });

    private static OpRow Along(string name, Shape shape, int[] axes, bool centered)
    {
        var weight = new OpInput(axes.Select(axis => shape[axis]).ToArray());
        return new(
            name,
            x => Ops.LayerNorm(x[0], axes, x[1], x[2], Small, centered),
            [new OpInput(shape), weight, weight],
            x => Nd.Of(shape, index =>
            {
                double[] values = Slice(x[0], axes, index);
                double mean = centered ? values.Average() : 0;
                double variance = values.Average(value => (value - mean) * (value - mean));
                int[] at = [.. axes.Select(axis => index[axis])];
                return ((x[0][index] - mean) / Math.Sqrt(variance + Small) * x[1][at]) + x[2][at];
            }));
    }

    private static Nd ByChannel(Nd x, int axis, Nd mean, Nd variance, Nd? scale, Nd? offset) => Nd.Of(x.Shape, index =>
    {
        int c = index[axis];
        return ((x[index] - mean[c]) / Math.Sqrt(variance[c] + Small) * (scale?[c] ?? 1)) + (offset?[c] ?? 0);
    });

    private static Nd ChannelMoments(Nd x, int axis) => Nd.Of([2, x.Shape[axis]], at =>
    {
        int[] index = new int[x.Shape.Rank];
        index[axis] = at[1];
        double[] values = Slice(x, [.. Enumerable.Range(0, index.Length).Where(other => other != axis)], index);
        double mean = values.Average();
        return at[0] == 0 ? mean : values.Average(value => (value - mean) * (value - mean));
    });

    /// <summary>The values along axes, where the other indices are given.</summary>
    private static double[] Slice(Nd x, int[] axes, int[] index)
    {
        int[] each = [.. index];
        return [.. Nd.Of(axes.Select(axis => x.Shape[axis]).ToArray(), at =>
        {
            for (int i = 0; i < axes.Length; i++)
            {
                each[axes[i]] = at[i];
            }

            return x[each];
        }).Data];
    }
}
