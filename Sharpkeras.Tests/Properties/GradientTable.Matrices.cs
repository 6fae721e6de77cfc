using FsCheck;
using FsCheck.Fluent;
using Sharpkeras.Tests.Operations;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Properties;

/// <summary>Matrices with a strong diagonal, and operations on structure that have no gradient.</summary>
internal static partial class GradientTable
{
    private static IEnumerable<GradientRow> Matrices() =>
    [
        Square("Det(x)", x => x.Det()),
        Square("Inv(x)", x => x.Inv()),
        Square("Slogdet(x)", x => x.Slogdet().LogAbsDet),
        Square("Logdet(x)", x => Gram(x).Logdet()),
        Square("Cholesky(x, upper)", x => Gram(x).Cholesky(upper: true)),
        Square("CholeskyInverse(x, upper)", x => x.Tril().CholeskyInverse() + x.Triu().CholeskyInverse(upper: true)),
        Square("Eigh(x)", x => EighProduct(x + x.SwapAxes(-1, -2))),
        Square("Solve(a, b)", x => Ops.Solve(x, x.Square())),
        Square("SolveTriangular(a, b, lower)", x => Ops.SolveTriangular(x, x, lower: true) + Ops.SolveTriangular(x, x.Square())),
        Rectangle("Qr(x, mode)", x => x.Qr().Q.MatMul(x.Qr().R.Square())),
        Rectangle("Svd(x, fullMatrices)", x => SvdProduct(x.Svd(fullMatrices: false))),
        Rectangle("SingularValues(x)", x => x.SingularValues()),
        Rectangle("Pinv(x, rcond)", x => x.Pinv()),
        Rectangle("Lstsq(a, b, rcond)", x => Ops.Lstsq(x.Shape.Rank > 2 ? x[0] : x, (x.Shape.Rank > 2 ? x[0] : x).Square())),
    ];

    private static IEnumerable<NoGradient> StructuresWithout() =>
    [
        new("ArgSort(x, axis)", "the result is an index", x => x.ArgSort()),
        new("SearchSorted(sorted, values, side)", "the result is an index", x => Ops.SearchSorted(x.Ravel(), x)),
        new("Digitize(x, bins)", "the result is an index", x => x.Digitize(x.Ravel())),
        new("Digitize(x, edges)", "the result is an index", x => x.Digitize([0, 1])),
        new("Nonzero(x)", "the result is an index", x => x.Nonzero()[0]),
        new("UnravelIndex(indices, shape)", "the result is an index", x => x.Cast(DType.Int32).UnravelIndex([3, 3])[0]),
        new("MatrixRank(x, tol)", "the result is a count", x => x.MatrixRank()),
        new("CountNonzero(x, axes)", "the result is a count", x => x.CountNonzero()),
        new("Histogram(x, bins, range)", "the result is a count", x => x.Ravel().Histogram(2).Counts),
        new("All(x, axes, keepDims)", "the result is Boolean", x => x.All()),
        new("All(x, axis, keepDims)", "the result is Boolean", x => x.All(0)),
        new("Any(x, axes, keepDims)", "the result is Boolean", x => x.Any()),
        new("Any(x, axis, keepDims)", "the result is Boolean", x => x.Any(0)),
        new("IsIn(a, b, assumeUnique, invert)", "the result is Boolean", x => x.IsIn(x)),
        new("InTopK(targets, predictions, k)", "the result is Boolean", x => Ops.InTopK(new[] { 0, 1 }, x, 1)),
        new("OneHot(indices, classes, axis, dtype)", "the indices are integers", x => x.Cast(DType.Int32).OneHot(3, axis: 0, DType.Float64)),
        new("MultiHot(indices, classes, axis, dtype)", "the indices are integers", x => x.Cast(DType.Int32).MultiHot(3, dtype: DType.Float64)),
        new("FullLike(x, value, dtype)", "it reads the shape only", x => Ops.FullLike(x, 2)),
        new("Arange(start, stop, step)", "it takes no tensor"),
        new("Arange(start, stop, step, dtype)", "it takes no tensor"),
        new("Linspace(start, stop, num, endpoint, dtype)", "it takes no tensor"),
        new("Logspace(start, stop, num, endpoint, base, dtype)", "it takes no tensor"),
        new("Geomspace(start, stop, num, endpoint, dtype)", "it takes no tensor"),
        new("Tri(rows, columns, k, dtype)", "it takes no tensor"),
        new("Constant(values, dtype, shape, verifyShape)", "it takes no tensor"),
        new("Constant(number, dtype, shape, verifyShape)", "it takes no tensor"),
        new("Constant(value, dtype, shape, verifyShape)", "it takes no tensor"),
        new("Normal(shape, mean, stddev, dtype, seed)", "it takes no tensor"),
        new("Uniform(shape, minval, maxval, dtype, seed)", "it takes no tensor"),
        new("TruncatedNormal(shape, mean, stddev, dtype, seed)", "it takes no tensor"),
        new("RandInt(shape, minval, maxval, dtype, seed)", "it takes no tensor"),
    ];

    private static GradientRow Square(string method, Func<Tensor, Tensor> function) => new(
        method,
        from n in Gen.Choose(1, 3)
        from lead in Shapes.Of(Gen.Choose(1, 2), 0, 1)
        select Strong([.. lead.ToArray(), n, n], function));

    private static GradientRow Rectangle(string method, Func<Tensor, Tensor> function) => new(
        method,
        from m in Gen.Choose(1, 4)
        from n in Gen.Choose(1, 4)
        from lead in Shapes.Of(Gen.Choose(1, 2), 0, 1)
        select Strong([.. lead.ToArray(), m, n], function));

    /// <summary>Different large numbers on the diagonal keep matrices regular, and their values apart.</summary>
    private static Trial Strong(Shape shape, Func<Tensor, Tensor> function)
    {
        Nd diagonal = Nd.Of(shape, i => i[^1] == i[^2] ? 3 + (2 * i[^1]) : 0);
        return new Trial("with a strong diagonal", x => function(x[0] + diagonal.To(DType.Float64, Device.Cpu)), new OpInput(shape, -0.5, 0.5));
    }

    private static Tensor Gram(Tensor x) => Ops.Einsum("...ij,...kj->...ik", x, x);

    private static Tensor EighProduct(Tensor x)
    {
        (Tensor values, Tensor vectors) = x.Eigh();
        return Ops.Einsum("...ij,...j,...kj->...ik", vectors, values.Square(), vectors);
    }

    private static Tensor SvdProduct((Tensor U, Tensor S, Tensor Vh) parts) =>
        Ops.Einsum("...ij,...j,...jk->...ik", parts.U, parts.S.Square(), parts.Vh);
}
