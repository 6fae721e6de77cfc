using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Operations;

/// <summary>Pooling to a given size.</summary>
internal static partial class OpTable
{
    private static IEnumerable<OpRow> AdaptivePooling() =>
    [
        .. from sizes in (((int, int) Old, (int, int) New)[])
               [((6, 4), (3, 2)), ((5, 7), (3, 4)), ((7, 5), (1, 5)), ((2, 3), (5, 4)), ((1, 11), (1, 7)), ((10, 9), (4, 1))]
           from largest in (bool[])[false, true]
           select Adaptive(sizes.Old, sizes.New, largest),
        new(
            "adaptive_average_pool channels first",
            t => t[0].AdaptiveAveragePool([3, 2], DataFormat.ChannelsFirst),
            [new([2, 3, 5, 4])],
            t => ChannelsFirst(AdaptiveFold(ChannelsLast(t[0]), (3, 2), Enumerable.Average))),
        new(
            "adaptive_average_pool of sequences",
            t => t[0].AdaptiveAveragePool([4]),
            [new([2, 7, 3])],
            t => Flat(AdaptiveFold(OneRow(t[0]), (1, 4), Enumerable.Average))),
        new(
            "adaptive_max_pool of sequences, channels first",
            t => t[0].AdaptiveMaxPool([3], DataFormat.ChannelsFirst),
            [new([2, 3, 8])],
            t => Turned(Flat(AdaptiveFold(OneRow(Turned(t[0])), (1, 3), Enumerable.Max)))),
    ];

    private static OpRow Adaptive((int Rows, int Columns) old, (int Rows, int Columns) size, bool largest) => new(
        $"adaptive_{(largest ? "max" : "average")}_pool to {size}",
        t => largest ? t[0].AdaptiveMaxPool([size.Rows, size.Columns]) : t[0].AdaptiveAveragePool([size.Rows, size.Columns]),
        [new([2, old.Rows, old.Columns, 3])],
        t => AdaptiveFold(t[0], size, largest ? Enumerable.Max : Enumerable.Average));

    /// <summary>A function of all places whose square, in an image drawn over the output's pixels, meets the output's.</summary>
    private static Nd AdaptiveFold(Nd x, (int Rows, int Columns) size, Func<IEnumerable<double>, double> function) =>
        Nd.Of([x.Shape[0], size.Rows, size.Columns, x.Shape[3]], i => function(
            from row in Enumerable.Range(0, x.Shape[1])
            from column in Enumerable.Range(0, x.Shape[2])
            where Meets(row, x.Shape[1], i[1], size.Rows) && Meets(column, x.Shape[2], i[2], size.Columns)
            select x[i[0], row, column, i[3]]));

    /// <summary>Whether [place / length, (place + 1) / length] and [i / count, (i + 1) / count] have more than a point in common.</summary>
    private static bool Meets(int place, int length, int i, int count) => place * count < (i + 1) * length && i * length < (place + 1) * count;
}
