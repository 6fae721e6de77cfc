using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Operations;

/// <summary>Sorting, and picking by an index for each value.</summary>
internal static partial class OpTable
{
    private static IEnumerable<OpRow> Orders() =>
    [
        Move("sort", x => x.Sort(), [3, 17], x => Nd.Of([3, 17], i => Row(x, i[0]).Order().ElementAt(i[1]))),
        Move("sort (first axis)", x => x.Sort(0), [7, 3], x => Nd.Of([7, 3], i => Column(x, i[1]).Order().ElementAt(i[0]))),
        Move("sort (flat)", x => x.Sort(null), [2, 5], x => new Nd([10], [.. x.Data.Order()])),
        Move("sort (one)", x => x.Sort(), [1], x => x),
        Move("sort (nothing)", x => x.Sort(), [2, 0], x => x) with { HasGradient = false },
        Ranked("argsort", x => x.ArgSort(), [3, 40], x => Nd.Of([3, 40], i => Ranks(Row(x, i[0]), down: false)[i[1]])),
        Ranked("argsort (first axis)", x => x.ArgSort(0), [9, 2], x => Nd.Of([9, 2], i => Ranks(Column(x, i[1]), down: false)[i[0]])),
        Move("top_k values", x => x.TopK(3).Values, [4, 11], x =>
            Nd.Of([4, 3], i => Row(x, i[0]).OrderDescending().ElementAt(i[1]))),
        Ranked("top_k indices", x => x.TopK(5).Indices, [2, 11], x => Nd.Of([2, 5], i => Ranks(Row(x, i[0]), down: true)[i[1]])),
        Ranked("top_k indices (few of many)", x => x.TopK(3).Indices, [2, 90], x =>
            Nd.Of([2, 3], i => Ranks(Row(x, i[0]), down: true)[i[1]])),
        Ranked("top_k of none", x => x.TopK(0).Indices, [2, 3], _ => new Nd([2, 0], [])),
        Indexed("take_along_axis", (x, at) => x.TakeAlongAxis(at, 1), [2, 5, 3], [2, 4, 3], 5, (x, at) =>
            Nd.Of([2, 4, 3], i => x[i[0], (int)at[i], i[2]])),
        Indexed("take_along_axis (last)", (x, at) => x.TakeAlongAxis(at, -1), [3, 2], [3, 7], 2, (x, at) =>
            Nd.Of([3, 7], i => x[i[0], (int)at[i]])),
        Indexed("take_along_axis (broadcast)", (x, at) => x.TakeAlongAxis(at, 0), [4, 1, 3], [2, 5, 1], 4, (x, at) =>
            Nd.Of([2, 5, 3], i => x[(int)at[i[0], i[1], 0], 0, i[2]])),
        Indexed("take_along_axis (flat)", (x, at) => x.TakeAlongAxis(at), [2, 3], [5], 6, (x, at) => Nd.Of([5], i => x.Data[(int)at[i[0]]])),
    ];

    /// <summary>Indices of small whole numbers, of which several are equal.</summary>
    private static OpRow Ranked(string name, Func<Tensor, Tensor> function, Shape shape, Func<Nd, Nd> reference) =>
        new(name, x => function(x[0]), [Whole(shape, -3, 4, DType.Float32)], x => reference(x[0])) { HasGradient = false };

    private static double[] Row(Nd x, int row) => [.. Enumerable.Range(0, x.Shape[1]).Select(i => x[row, i])];

    private static double[] Column(Nd x, int column) => [.. Enumerable.Range(0, x.Shape[0]).Select(i => x[i, column])];

    /// <summary>LINQ's order is stable.</summary>
    private static int[] Ranks(double[] values, bool down)
    {
        IEnumerable<int> places = Enumerable.Range(0, values.Length);
        return [.. down ? places.OrderByDescending(i => values[i]) : places.OrderBy(i => values[i])];
    }
}
