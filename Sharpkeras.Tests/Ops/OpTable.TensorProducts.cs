using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Operations;

/// <summary>Products of tensors in NumPy's forms.</summary>
internal static partial class OpTable
{
    private static IEnumerable<OpRow> TensorProducts() =>
    [
        Two("tensordot", (a, b) => a.TensorDot(b), [2, 3, 4], [3, 4, 2], (a, b) =>
            Nd.Of([2, 2], i => Pairs(3, 4).Sum(p => a[i[0], p.I, p.J] * b[p.I, p.J, i[1]]))),
        Two("tensordot (0)", (a, b) => a.TensorDot(b, 0), [2], [2, 3], (a, b) => Nd.Of([2, 2, 3], i => a[i[0]] * b[i[1], i[2]])),
        Two("tensordot (pairs)", (a, b) => a.TensorDot(b, ([0, -1], [1, 0])), [2, 3, 4], [4, 2], (a, b) =>
            Nd.Of([3], i => Pairs(2, 4).Sum(p => a[p.I, i[0], p.J] * b[p.J, p.I]))),
        Two("dot (matrices)", (a, b) => a.Dot(b), [2, 3], [4, 3, 2], (a, b) =>
            Nd.Of([2, 4, 2], i => Enumerable.Range(0, 3).Sum(k => a[i[0], k] * b[i[1], k, i[2]]))),
        Two("dot (vector)", (a, b) => a.Dot(b), [2, 3], [3], (a, b) => Nd.Of([2], i => Enumerable.Range(0, 3).Sum(k => a[i[0], k] * b[k]))),
        Two("dot (scalar)", (a, b) => a.Dot(b), [2, 3], [], (a, b) => Map(a, value => value * b.Data[0])),
        Two("inner", (a, b) => a.Inner(b), [2, 3], [4, 3], (a, b) =>
            Nd.Of([2, 4], i => Enumerable.Range(0, 3).Sum(k => a[i[0], k] * b[i[1], k]))),
        Two("vdot", (a, b) => a.VDot(b), [2, 3], [3, 2], (a, b) => new Nd([], [a.Data.Zip(b.Data, (x, y) => x * y).Sum()])),
        Two("outer", (a, b) => a.Outer(b), [2, 2], [3], (a, b) => Nd.Of([4, 3], i => a.Data[i[0]] * b.Data[i[1]])),
        Two("kron", (a, b) => a.Kron(b), [2, 3], [3, 2], (a, b) => Nd.Of([6, 6], i => a[i[0] / 3, i[1] / 2] * b[i[0] % 3, i[1] % 2])),
        Two("kron (ranks)", (a, b) => a.Kron(b), [2], [1, 2, 2], (a, b) => Nd.Of([1, 2, 4], i => a[i[2] / 2] * b[0, i[1], i[2] % 2])),
        Two("kron (rank 5)", (a, b) => a.Kron(b), [2, 1, 2, 1, 2], [1, 2, 1, 1, 2], (a, b) => Nd.Of([2, 2, 2, 1, 4], i =>
            a[i[0], 0, i[2], 0, i[4] / 2] * b[0, i[1], 0, 0, i[4] % 2])),
        Two("cross", (a, b) => a.Cross(b), [4, 3], [1, 3], (a, b) => Nd.Of([4, 3], i => CrossOf(j => a[i[0], j], j => b[0, j], i[1]))),
        Two("cross (2 and 3)", (a, b) => a.Cross(b), [4, 2], [4, 3], (a, b) =>
            Nd.Of([4, 3], i => CrossOf(j => j < 2 ? a[i[0], j] : 0, j => b[i[0], j], i[1]))),
        Two("cross (3 and 2)", (a, b) => a.Cross(b), [3], [2], (a, b) => Nd.Of([3], i => CrossOf(j => a[j], j => j < 2 ? b[j] : 0, i[0]))),
        Two("cross (plane)", (a, b) => a.Cross(b), [4, 2], [4, 2], (a, b) => Nd.Of([4], i => (a[i[0], 0] * b[i[0], 1]) - (a[i[0], 1] * b[i[0], 0]))),
        Two("cross (axis)", (a, b) => a.Cross(b, axis: 0), [3, 2], [3, 2], (a, b) =>
            Nd.Of([3, 2], i => CrossOf(j => a[j, i[1]], j => b[j, i[1]], i[0]))),
    ];

    private static IEnumerable<(int I, int J)> Pairs(int rows, int columns) =>
        from i in Enumerable.Range(0, rows) from j in Enumerable.Range(0, columns) select (i, j);

    private static double CrossOf(Func<int, double> a, Func<int, double> b, int at)
    {
        int next = (at + 1) % 3;
        int last = (at + 2) % 3;
        return (a(next) * b(last)) - (a(last) * b(next));
    }
}
