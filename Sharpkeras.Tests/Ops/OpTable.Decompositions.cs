using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Operations;

/// <summary>
/// Eigenvalues and singular values, by what defines them: products give the matrix back, columns are orthogonal, and of 2 × 2 matrices they
/// are roots of a quadratic equation.
/// </summary>
internal static partial class OpTable
{
    private static readonly Shape[] Rectangles = [[1, 1], [3, 3], [4, 2], [2, 2, 3], [5, 1], [2, 7]];

    private static IEnumerable<OpRow> Decompositions() =>
    [
        .. new Shape[] { [1, 1], [2, 2], [4, 4], [2, 3, 3] }.SelectMany(shape => new[]
        {
            Exact("eigh (product)", x => Together(Symmetric(x).Eigh()), shape, SymmetricOf),
            Exact("eigh (orthogonal)", x => Crossed(Symmetric(x).Eigh().Vectors), shape, _ => Nd.Of(shape, i => i[^1] == i[^2] ? 1 : 0)),
            Exact("eigh (steep)", x => SteepOf(Symmetric(x).Eigh()), shape, x => SquareOf(SymmetricOf(x))),
        }),
        Exact("eigh (values)", x => Symmetric(x).Eigh().Values, [2, 2], x => Nd.Of([2], i => Root(SymmetricOf(x), i[0] == 1))),
        .. Rectangles.SelectMany(shape => new[]
        {
            Exact("svd (product)", x => Together(x.Svd(fullMatrices: false)), shape, x => x),
            Exact("svd (cube)", x => CubeOf(x.Svd(fullMatrices: false)), shape, CubeOf),
            Exact("svd (u)", x => Crossed(x.Svd(fullMatrices: false).U), shape, x => Nd.Of(With(shape, Least(shape), Least(shape)), i => i[^1] == i[^2] ? 1 : 0)),
            Exact("svd (full u)", x => Crossed(x.Svd().U), shape, x => Nd.Of(With(shape, shape[^2], shape[^2]), i => i[^1] == i[^2] ? 1 : 0))
                with { HasGradient = false },
            Exact("svd (full vh)", x => Crossed(x.Svd().Vh), shape, x => Nd.Of(With(shape, shape[^1], shape[^1]), i => i[^1] == i[^2] ? 1 : 0))
                with { HasGradient = false },
            Exact("pinv", x => x.MatMul(x.Pinv()).MatMul(x), shape, x => x),
            Exact("matrix_rank", x => x.MatrixRank(), shape, x => Nd.Of(shape[..^2], _ => Least(shape))) with { HasGradient = false },
        }),
        Exact("singular values", x => x.SingularValues(), [2, 2], x => Nd.Of([2], i => Math.Sqrt(Root(PositiveOf(x), i[0] == 0)))),
        Exact("norm (2)", x => x.Norm(2), [2, 2], x => new Nd([], [Math.Sqrt(Root(PositiveOf(x), true))])),
        Exact("norm (-2)", x => x.Norm(-2, [0, 1]), [2, 2], x => new Nd([], [Math.Sqrt(Root(PositiveOf(x), false))])),
        Exact("norm (nuc)", x => x.Norm("nuc", keepDims: true), [2, 2], x =>
            new Nd([1, 1], [Math.Sqrt(Root(PositiveOf(x), false)) + Math.Sqrt(Root(PositiveOf(x), true))])),
        Two("lstsq", (a, b) => Ops.Lstsq(a.Reshape([5, 1]), b), [5], [5, 2], (a, b) => Nd.Of([1, 2], i =>
            a.Data.Zip(Column(b, i[1]), (x, y) => x * y).Sum() / a.Data.Sum(x => x * x))) with { Tolerance32 = 1e-4 },
        Two("lstsq (shortest)", (a, b) => Ops.Lstsq(a.Reshape([1, 3]), b), [3], [1], (a, b) => Nd.Of([3], i =>
            a[i[0]] * b.Data[0] / a.Data.Sum(x => x * x))) with { Tolerance32 = 1e-4 },
    ];

    private static Tensor Symmetric(Tensor x) => x + x.SwapAxes(-1, -2);

    private static Nd SymmetricOf(Nd x) => EachMatrix(x, x.Shape, (matrix, at) => matrix[at[0], at[1]] + matrix[at[1], at[0]]);

    private static Tensor Together((Tensor Values, Tensor Vectors) parts) =>
        Ops.Einsum("...ij,...j,...kj->...ik", parts.Vectors, parts.Values, parts.Vectors);

    private static Tensor SteepOf((Tensor Values, Tensor Vectors) parts) => Together((parts.Values.Square(), parts.Vectors));

    private static Nd SquareOf(Nd x) => EachMatrix(x, x.Shape, (matrix, at) =>
        Enumerable.Range(0, matrix.GetLength(0)).Sum(k => matrix[at[0], k] * matrix[k, at[1]]));

    private static Tensor Together((Tensor U, Tensor S, Tensor Vh) parts) => Ops.Einsum("...ij,...j,...jk->...ik", parts.U, parts.S, parts.Vh);

    /// <summary>u·s³·vh = x·xᵀ·x, whose gradient needs those of all three parts.</summary>
    private static Tensor CubeOf((Tensor U, Tensor S, Tensor Vh) parts) => Together((parts.U, parts.S.Square() * parts.S, parts.Vh));

    private static Nd CubeOf(Nd x) => EachMatrix(x, x.Shape, (matrix, at) => Pairs(matrix.GetLength(1), matrix.GetLength(0)).Sum(p =>
        matrix[at[0], p.I] * matrix[p.J, p.I] * matrix[p.J, at[1]]));

    private static Tensor Crossed(Tensor u) => Ops.Einsum("...ji,...jk->...ik", u, u);

    private static int Least(Shape shape) => Math.Min(shape[^2], shape[^1]);

    /// <summary>An eigenvalue of a symmetric 2 × 2 matrix.</summary>
    private static double Root(Nd x, bool larger)
    {
        double half = (x[0, 0] + x[1, 1]) / 2;
        double root = Math.Sqrt((half * half) - ((x[0, 0] * x[1, 1]) - (x[0, 1] * x[1, 0])));
        return larger ? half + root : half - root;
    }
}
