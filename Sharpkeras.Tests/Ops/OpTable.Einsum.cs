using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Operations;

/// <summary>Einstein sums, beside a loop over all values of all labels.</summary>
internal static partial class OpTable
{
    private static IEnumerable<OpRow> Einsums() =>
    [
        Ein("bij,bjk->bik", [2, 3, 4], [2, 4, 5]),
        Ein("ij,kj->ik", [3, 4], [5, 4]),
        Ein("ji,jk->ki", [4, 3], [4, 2]),
        Ein("bji,bkj->bki", [2, 3, 4], [2, 5, 3]),
        Ein("abc,cd->abd", [2, 3, 4], [4, 5]),
        Ein("ab,bcd->acd", [2, 3], [3, 2, 4]),
        Ein("aecd,abcd->acbe", [2, 3, 2, 4], [2, 5, 2, 4]),
        Ein("abcd,cde->abe", [2, 3, 2, 4], [2, 4, 3]),
        Ein("i,i->", [7], [7]),
        Ein("i,j->ij", [3], [4]),
        Ein("i,j->ji", [3], [1]),
        Ein("ij,ij->ij", [3, 4], [3, 4]),
        Ein("ij,ij->i", [3, 4], [3, 4]),
        Ein("ij,jk", [3, 4], [4, 2]),
        Ein("ba", [2, 3]),
        Ein("ii", [4, 4]),
        Ein("ii->i", [4, 4]),
        Ein("iij->ji", [3, 3, 2]),
        Ein("ij->", [3, 4]),
        Ein("ij->j", [3, 4]),
        Ein("ij,kl->il", [2, 3], [4, 5]),
        Ein("ij,jk,kl->il", [2, 3], [3, 4], [4, 2]),
        Ein("a,ab,b->", [3], [3, 5], [5]),
        Ein(",ij->ij", [], [2, 3]),
        Ein("ij,jk->ik", [1, 1], [1, 3]),
        Ein("ij,jk->ik", [0, 3], [3, 2]) with { HasGradient = false },
        Ein("ij,jk->ik", [2, 0], [0, 2]),
        Dotted("...ij,...jk->...ik", "abij,bjk->abik", [3, 2, 2, 4], [2, 4, 3]),
        Dotted("...ij,...jk", "abij,bjk->abik", [3, 2, 2, 4], [2, 4, 3]),
        Dotted("...x,xy->...y", "abx,xy->aby", [2, 3, 4], [4, 2]),
        Dotted("...x,xy->...y", "x,xy->y", [4], [4, 2]),
        Dotted("ab...,bc->ac...", "abde,bc->acde", [2, 3, 2, 2], [3, 4]),
        new("einsum ...i,...i->... (broadcast)", x => Ops.Einsum("...i,...i->...", x), [new OpInput([3, 1, 4]), new OpInput([2, 4])], x =>
            Nd.Of([3, 2], i => Enumerable.Range(0, 4).Sum(k => x[0][i[0], 0, k] * x[1][i[1], k]))),
    ];

    private static OpRow Ein(string equation, params Shape[] shapes) => Dotted(equation, equation, shapes);

    /// <summary>An equation, and the same written without ellipsis for the reference.</summary>
    private static OpRow Dotted(string equation, string plain, params Shape[] shapes)
    {
        string[] sides = plain.Split("->");
        string[] terms = sides[0].Split(',');
        string result = sides.Length > 1
            ? sides[1]
            : string.Concat(string.Concat(terms).GroupBy(label => label).Where(group => group.Count() == 1).Select(group => group.Key).Order());
        return new OpRow(
            "einsum " + equation,
            x => Ops.Einsum(equation, x),
            [.. shapes.Select(shape => new OpInput(shape, -1.5, 1.5))],
            x => SumOfProducts(terms, result, x));
    }

    private static Nd SumOfProducts(string[] terms, string result, Nd[] x)
    {
        char[] labels = [.. string.Concat(terms).Distinct()];
        int Length(char label) => Enumerable.Range(0, terms.Length).Where(t => terms[t].Contains(label)).Max(t => x[t].Shape[terms[t].IndexOf(label)]);
        int[] lengths = [.. labels.Select(Length)];
        Nd sums = Nd.Of(result.Select(Length).ToArray(), _ => 0);
        Nd.Of(lengths, index =>
        {
            int[] At(string term) => [.. term.Select(label => index[Array.IndexOf(labels, label)])];
            double product = terms.Select((term, t) => x[t][At(term)]).Aggregate(1.0, (a, b) => a * b);
            sums.Data[At(result).Select((at, axis) => (at, axis)).Aggregate(0, (place, each) => (place * sums.Shape[each.axis]) + each.at)] += product;
            return 0;
        });
        return sums;
    }
}
