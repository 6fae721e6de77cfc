using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Operations;

/// <summary>Factorizations and solutions, beside cofactors and the Gram–Schmidt process.</summary>
internal static partial class OpTable
{
    private static readonly double[] Sums = [1, 3, double.PositiveInfinity, double.NegativeInfinity];

    private static IEnumerable<OpRow> LinearAlgebra() =>
    [
        .. new Shape[] { [1, 1], [2, 2], [3, 3], [2, 4, 4], [2, 1, 3, 3] }.SelectMany(shape => new[]
        {
            Exact("det", x => x.Det(), shape, x => EachMatrix(x, shape[..^2], (matrix, _) => Cofactors(matrix))),
            Exact("inv", x => x.Inv(), shape, x => EachMatrix(x, shape, (matrix, at) => Minor(matrix, at[1], at[0]) / Cofactors(matrix))),
            Exact("slogdet", x => x.Slogdet().LogAbsDet, shape, x => EachMatrix(x, shape[..^2], (matrix, _) => Math.Log(Math.Abs(Cofactors(matrix))))),
            Exact("slogdet (sign)", x => x.Slogdet().Sign, shape, x => EachMatrix(x, shape[..^2], (matrix, _) => Math.Sign(Cofactors(matrix))))
                with { HasGradient = false },
            Exact("cholesky", x => Positive(x).Cholesky(), shape, x => EachMatrix(PositiveOf(x), shape, CholeskyOf)),
            Exact("cholesky (upper)", x => Positive(x).Cholesky(upper: true), shape, x =>
                EachMatrix(PositiveOf(x), shape, (matrix, at) => CholeskyOf(matrix, [at[1], at[0]]))),
            Exact("cholesky_inverse", x => Positive(x).Cholesky().CholeskyInverse(), shape, x =>
                EachMatrix(PositiveOf(x), shape, (matrix, at) => Minor(matrix, at[1], at[0]) / Cofactors(matrix))),
            Exact("logdet", x => Positive(x).Logdet(), shape, x => EachMatrix(PositiveOf(x), shape[..^2], (matrix, _) => Math.Log(Cofactors(matrix)))),
        }),
        Solved("solve", (a, b) => Ops.Solve(a, b), [3, 3], [3, 2], (a, _, _) => a),
        Solved("solve (batch)", (a, b) => Ops.Solve(a, b), [2, 4, 4], [2, 4, 1], (a, _, _) => a),
        Solved("solve (vector)", (a, b) => Ops.Solve(a, b), [3, 3], [3], (a, _, _) => a),
        Solved("solve_triangular", (a, b) => Ops.SolveTriangular(a, b), [3, 3], [3, 2], (a, i, j) => i <= j ? a : 0),
        Solved("solve_triangular (lower)", (a, b) => Ops.SolveTriangular(a, b, lower: true), [2, 4, 4], [2, 4, 3], (a, i, j) => i >= j ? a : 0),
        Solved("solve_triangular (vector)", (a, b) => Ops.SolveTriangular(a, b, lower: true), [1, 1], [1], (a, _, _) => a),
        .. new Shape[] { [1, 1], [3, 3], [5, 2], [2, 4, 3], [3, 5] }.SelectMany(shape => new[]
        {
            Exact("qr (q)", x => x.Qr().Q, shape, x => EachMatrix(x, With(shape, Math.Min(shape[^2], shape[^1])), (matrix, at) => GramSchmidt(matrix)[at[1]][at[0]])),
            Exact("qr (r)", x => x.Qr().R, shape, x => EachMatrix(x, With(shape, shape[^1], Math.Min(shape[^2], shape[^1])), (matrix, at) =>
                Enumerable.Range(0, matrix.GetLength(0)).Sum(k => GramSchmidt(matrix)[at[0]][k] * matrix[k, at[1]]))),
        }),
        Exact("qr (complete)", x => Product(x.Qr(QrMode.Complete)), [5, 2], x => x) with { HasGradient = false },
        Exact("qr (complete, orthogonal)", x => Gram(x.Qr(QrMode.Complete).Q), [5, 2], _ => Nd.Of([5, 5], i => i[0] == i[1] ? 1 : 0))
            with { HasGradient = false },
        Kinked("norm", x => x.Norm(), [3, 4], x => new Nd([], [Math.Sqrt(x.Data.Sum(value => value * value))])),
        Kinked("norm (axes)", x => x.Norm(axis: [0, 2], keepDims: true), Box, x => Fold(x, [0, 2], true, values => Math.Sqrt(values.Sum(v => v * v)))),
        Kinked("norm (named)", x => x.Norm("fro", [0, 1]), [3, 4], x => new Nd([], [Math.Sqrt(x.Data.Sum(value => value * value))])),
        .. Sums.Append(2).Append(0.5).Select(order => Kinked($"norm ({order})", x => x.Norm(order, [1]), [3, 4], x =>
            Nd.Of([3], i => VectorNorm(Row(x, i[0]), order)))),
        Kinked("norm (0)", x => x.Relu().Norm(0, [1]), [3, 4], x => Nd.Of([3], i => Row(x, i[0]).Count(value => value > 0))) with { HasGradient = false },
        Kinked("norm (matrix 1)", x => x.Norm(1, [0, 2]), Box, x => Nd.Of([3], i => Enumerable.Range(0, 5).Max(c => Pairs(2, 1).Sum(p => Math.Abs(x[p.I, i[0], c]))))),
        Kinked("norm (matrix -1)", x => x.Norm(-1, [0, 1], keepDims: true), [3, 4], x => new Nd([1, 1], [Enumerable.Range(0, 4).Min(c => Column(x, c).Sum(Math.Abs))])),
        Kinked("norm (matrix inf)", x => x.Norm(double.PositiveInfinity), [3, 4], x => new Nd([], [Enumerable.Range(0, 3).Max(r => Row(x, r).Sum(Math.Abs))])),
        Kinked("norm (matrix -inf)", x => x.Norm(double.NegativeInfinity), [3, 4], x => new Nd([], [Enumerable.Range(0, 3).Min(r => Row(x, r).Sum(Math.Abs))])),
    ];

    /// <summary>
    /// Matrices with a strong diagonal, whose condition is below ten; float32 is allowed 10⁻⁵ times that.
    /// </summary>
    private static OpRow Exact(string name, Func<Tensor, Tensor> function, Shape shape, Func<Nd, Nd> reference)
    {
        Nd diagonal = Nd.Of(shape, i => i[^1] == i[^2] ? 4 - (8 * (i[^1] % 2)) : 0);
        return new OpRow(
            name,
            x => function(x[0] + diagonal.To(x[0].DType, x[0].Device)),
            [new OpInput(shape, -1, 1)],
            x => reference(Zip(x[0], diagonal, shape, (a, b) => a + b)))
        { Tolerance32 = 1e-4 };
    }

    /// <summary>Solutions by Cramer's rule.</summary>
    private static OpRow Solved(
        string name, Func<Tensor, Tensor, Tensor> function, Shape a, Shape b, Func<double, int, int, double> part)
    {
        Nd diagonal = Nd.Of(a, i => i[^1] == i[^2] ? 4 - (8 * (i[^1] % 2)) : 0);
        Shape columns = b.Rank == a.Rank ? b : [.. b.ToArray(), 1];
        return new OpRow(
            name,
            x => function(x[0] + diagonal.To(x[0].DType, x[0].Device), x[1]),
            [new OpInput(a, -1, 1), new OpInput(b)],
            x =>
            {
                Nd matrix = Nd.Of(a, i => part(x[0][i] + diagonal[i], i[^2], i[^1]));
                var right = new Nd(columns, x[1].Data);
                Nd solution = EachMatrix(matrix, columns, (own, at, lead) => Enumerable.Range(0, own.GetLength(0)).Sum(k =>
                    Minor(own, k, at[0]) * right[[.. lead, k, at[1]]]) / Cofactors(own));
                return new Nd(b, solution.Data);
            })
        { Tolerance32 = 1e-4 };
    }

    private static Nd EachMatrix(Nd x, Shape shape, Func<double[,], int[], double> element) => EachMatrix(x, shape, (matrix, at, _) => element(matrix, at));

    /// <summary>Elements from the matrix at the leading indices and the place in the last two axes, where the result has them.</summary>
    private static Nd EachMatrix(Nd x, Shape shape, Func<double[,], int[], int[], double> element)
    {
        int lead = x.Shape.Rank - 2;
        return Nd.Of(shape, index =>
        {
            double[,] matrix = new double[x.Shape[^2], x.Shape[^1]];
            foreach (var (i, j) in Pairs(x.Shape[^2], x.Shape[^1]))
            {
                matrix[i, j] = x[[.. index[..lead], i, j]];
            }

            return element(matrix, index[lead..], index[..lead]);
        });
    }

    private static double Cofactors(double[,] matrix) => matrix.GetLength(0) == 0
        ? 1
        : Enumerable.Range(0, matrix.GetLength(0)).Sum(j => matrix[0, j] * Minor(matrix, 0, j));

    /// <summary>The determinant without a row and a column, with its sign.</summary>
    private static double Minor(double[,] matrix, int row, int column)
    {
        int n = matrix.GetLength(0) - 1;
        double[,] rest = new double[n, n];
        foreach (var (i, j) in Pairs(n, n))
        {
            rest[i, j] = matrix[i < row ? i : i + 1, j < column ? j : j + 1];
        }

        return ((row + column) % 2 == 0 ? 1 : -1) * Cofactors(rest);
    }

    private static Tensor Positive(Tensor x) => Ops.Einsum("...ij,...kj->...ik", x, x);

    private static Nd PositiveOf(Nd x) => EachMatrix(x, x.Shape, (matrix, at) =>
        Enumerable.Range(0, matrix.GetLength(1)).Sum(k => matrix[at[0], k] * matrix[at[1], k]));

    /// <summary>An element of the lower factor, from determinants of leading blocks.</summary>
    private static double CholeskyOf(double[,] matrix, int[] at)
    {
        if (at[1] > at[0])
        {
            return 0;
        }

        double sum = matrix[at[0], at[1]];
        for (int k = 0; k < at[1]; k++)
        {
            sum -= CholeskyOf(matrix, [at[0], k]) * CholeskyOf(matrix, [at[1], k]);
        }

        return at[0] == at[1] ? Math.Sqrt(sum) : sum / CholeskyOf(matrix, [at[1], at[1]]);
    }

    /// <summary>Orthogonal columns with the signs that reflections give: r's diagonal has the opposite sign of what it reflects.</summary>
    private static double[][] GramSchmidt(double[,] matrix)
    {
        (int rows, int count) = (matrix.GetLength(0), Math.Min(matrix.GetLength(0), matrix.GetLength(1)));
        double[,] work = (double[,])matrix.Clone();
        var columns = new double[count][];
        double[][] basis = [.. Enumerable.Range(0, rows).Select(i => Enumerable.Range(0, rows).Select(j => i == j ? 1.0 : 0).ToArray())];
        for (int k = 0; k < count; k++)
        {
            double[] column = [.. Enumerable.Range(0, rows).Select(i => work[i, k])];
            for (int before = 0; before < k; before++)
            {
                double along = column.Zip(columns[before], (a, b) => a * b).Sum();
                column = [.. column.Zip(columns[before], (a, b) => a - (along * b))];
            }

            double length = Math.Sqrt(column.Sum(value => value * value));
            double first = column.Zip(basis[k], (a, b) => a * b).Sum();
            double sign = k == rows - 1 ? Math.Sign(first) : -Math.Sign(first);
            columns[k] = [.. column.Select(value => sign * value / length)];
            basis = Reflected(basis, k, columns[k]);
        }

        return columns;
    }

    /// <summary>The directions that the next reflections start from, after the one that turns direction k to a column.</summary>
    private static double[][] Reflected(double[][] basis, int k, double[] column)
    {
        double[] normal = [.. basis[k].Zip(column, (a, b) => a - b)];
        double squares = normal.Sum(value => value * value);
        return squares == 0
            ? basis
            : [.. basis.Select(each =>
            {
                double along = 2 * each.Zip(normal, (a, b) => a * b).Sum() / squares;
                return each.Zip(normal, (a, b) => a - (along * b)).ToArray();
            })];
    }

    private static Shape With(Shape shape, int columns, int? rows = null) => [.. shape[..^2].ToArray(), rows ?? shape[^2], columns];

    private static Tensor Product((Tensor Q, Tensor R) factors) => factors.Q.MatMul(factors.R);

    private static Tensor Gram(Tensor q) => q.Transpose().MatMul(q);

    private static double VectorNorm(double[] values, double order) => order switch
    {
        double.PositiveInfinity => values.Max(Math.Abs),
        double.NegativeInfinity => values.Min(Math.Abs),
        _ => Math.Pow(values.Sum(value => Math.Pow(Math.Abs(value), order)), 1 / order),
    };
}
