using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Operations;

/// <summary>Attention and correlation.</summary>
internal static partial class OpTable
{
    private static IEnumerable<OpRow> Attention()
    {
        OpInput[] inputs = [new([2, 3, 4, 5]), new([2, 6, 4, 5]), new([2, 6, 4, 5])];
        yield return new OpRow("attention", t => Ops.DotProductAttention(t[0], t[1], t[2]), inputs, t => Attend(t, 1 / Math.Sqrt(5), (_, _) => true));
        yield return new OpRow(
            "attention causal, scale", t => Ops.DotProductAttention(t[0], t[1], t[2], scale: 0.7, isCausal: true), inputs, t => Attend(t, 0.7, (i, j) => j <= i));
        yield return new OpRow(
            "attention in groups, bias",
            t => Ops.DotProductAttention(t[0], t[1], t[2], bias: t[3]),
            [new([2, 3, 4, 5]), new([2, 6, 2, 5]), new([2, 6, 2, 7]), new([4, 1, 6])],
            t => Attend(t, 1 / Math.Sqrt(5), (_, _) => true));
        yield return new OpRow(
            "attention of one key head, mask",
            t => Ops.DotProductAttention(t[0], t[1], t[2], mask: Ops.GreaterEqual(Ops.Integers([0, 1, 2, 3, 4, 5], [6], t[0]), Ops.Integers([2], [1], t[0]))),
            [new([1, 3, 4, 5]), new([1, 6, 1, 5]), new([1, 6, 1, 5])],
            t => Attend(t, 1 / Math.Sqrt(5), (_, j) => j >= 2));
        foreach (var (m, n) in ((int, int)[])[(7, 3), (7, 4), (1, 1), (3, 7), (4, 7), (6, 5)])
        {
            foreach (CorrelationMode mode in Enum.GetValues<CorrelationMode>())
            {
                yield return Two($"correlate {mode}", (a, b) => a.Correlate(b, mode), [m], [n], (a, b) => Correlation(a, b, mode));
            }
        }
    }

    private static Nd Attend(Nd[] t, double scale, Func<int, int, bool> shown)
    {
        (Nd q, Nd k, Nd v) = (t[0], t[1], t[2]);
        int group = q.Shape[2] / k.Shape[2];
        return Nd.Of([q.Shape[0], q.Shape[1], q.Shape[2], v.Shape[3]], i =>
        {
            int[] seen = [.. Enumerable.Range(0, k.Shape[1]).Where(j => shown(i[1], j))];
            double[] powers = [.. seen.Select(j => Math.Exp(
                (scale * Enumerable.Range(0, q.Shape[3]).Sum(h => q[i[0], i[1], i[2], h] * k[i[0], j, i[2] / group, h]))
                + (t.Length > 3 ? t[3].Broadcast([i[0], i[2], i[1], j]) : 0)))];
            return seen.Zip(powers, (j, power) => power * v[i[0], j, i[2] / group, i[3]]).Sum() / powers.Sum();
        });
    }

    /// <summary>All m + n − 1 sums, of which those with whole overlap stay, or as many as the longer one has from the middle, the left one of two.</summary>
    private static Nd Correlation(Nd a, Nd b, CorrelationMode mode)
    {
        (int m, int n) = (a.Shape[0], b.Shape[0]);
        double[] all = new double[m + n - 1];
        int[] overlap = new int[m + n - 1];
        foreach (var (i, j) in Pairs(m, n))
        {
            all[i - j + n - 1] += a[i] * b[j];
            overlap[i - j + n - 1]++;
        }

        double[] kept = mode switch
        {
            CorrelationMode.Full => all,
            CorrelationMode.Same => all[((all.Length - Math.Max(m, n)) / 2)..][..Math.Max(m, n)],
            _ => [.. all.Where((_, at) => overlap[at] == Math.Min(m, n))],
        };
        return new Nd([kept.Length], kept);
    }
}
