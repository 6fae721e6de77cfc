using Sharpkeras.Diagnostics;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>
    /// The norm of vectors along one axis, (Σ|x|ᵖ)^(1/p), or of matrices in two. Without an order it is the root of the sum of squares over
    /// any axes.
    /// </summary>
    /// <param name="x">Any shape, float32 or float64.</param>
    /// <param name="ord">
    /// The order: any number for vectors, infinite ones for the extremes of |x|, 0 for the number of values that are not 0. For matrices
    /// ±1 the extremes of the columns' sums of |x|, ±∞ those of the rows, ±2 of the singular values. Null for the root of the sum of squares.
    /// </param>
    /// <param name="axis">One axis for vectors, two for matrices, negative from the end; null for all.</param>
    /// <param name="keepDims">Whether the axes stay with length 1.</param>
    /// <returns>The shape without the axes, the same type.</returns>
    /// <exception cref="ArgumentException">There is no such axis, or no norm of this order for so many axes.</exception>
    /// <example><code>Tensor lengths = Ops.Norm(vectors, axis: [-1]);</code></example>
    public static Tensor Norm(this Tensor x, double? ord = null, int[]? axis = null, bool keepDims = false)
    {
        Check.Floating(x, "norm");
        int count = axis?.Length ?? x.Rank;
        if (ord is not { } order || (order == 2 && count == 1))
        {
            return Sqrt(Sum(Square(x), axis, keepDims));
        }

        return count switch
        {
            1 => VectorNorm(x, order, axis, keepDims),
            2 => MatrixNorm(x, order, axis ?? [0, 1], keepDims),
            _ => throw new ArgumentException($"norm — an order needs one axis, or two. Received order {Text.Of(order)} for {Text.Of(count)} axes.", nameof(ord)),
        };
    }

    /// <summary>The norm of vectors or matrices that has a name.</summary>
    /// <param name="x">Any shape, float32 or float64.</param>
    /// <param name="name"><c>fro</c> or <c>euclidean</c>: the root of the sum of squares; <c>nuc</c>: the sum of the singular values of matrices in two axes.</param>
    /// <param name="axis">The axes, negative from the end; null for all.</param>
    /// <param name="keepDims">Whether the axes stay with length 1.</param>
    /// <returns>The shape without the axes, the same type.</returns>
    /// <exception cref="ArgumentException">No norm has that name, or there is no such axis.</exception>
    public static Tensor Norm(this Tensor x, string name, int[]? axis = null, bool keepDims = false) => name switch
    {
        "fro" or "euclidean" => Norm(x, (double?)null, axis, keepDims),
        "nuc" => OfSingularValues(x, axis ?? [.. Enumerable.Range(0, x.Rank)], keepDims, s => Sum(s, -1)),
        _ => throw new ArgumentException($"norm — unknown name. {Nearest.Describe(name, ["fro", "euclidean", "nuc"])}", nameof(name)),
    };

    private static Tensor VectorNorm(Tensor x, double order, int[]? axis, bool keepDims) => order switch
    {
        double.PositiveInfinity => Max(Abs(x), axis, keepDims),
        double.NegativeInfinity => Min(Abs(x), axis, keepDims),
        0 => Sum(NotEqual(x, Constant(0, x)).Cast(x.DType), axis, keepDims),
        _ => SumOfPowers(x, axis, order, keepDims),
    };

    private static Tensor MatrixNorm(Tensor x, double order, int[] axis, bool keepDims)
    {
        if (Math.Abs(order) == 2)
        {
            return OfSingularValues(x, axis, keepDims, s => order > 0 ? Max(s, -1) : Min(s, -1));
        }

        int rows = x.Shape.Axis(axis[0], "norm");
        int columns = x.Shape.Axis(axis[1], "norm");
        if (rows == columns || Math.Abs(order) is not (1 or double.PositiveInfinity))
        {
            throw new ArgumentException(
                $"norm — matrices have norms of order 1, 2, inf and their negatives, in two different axes. Received order {Text.Of(order)} and axes {Text.List<int>(axis, each => Text.Of(each))}.",
                nameof(order));
        }

        bool ofColumns = Math.Abs(order) == 1;
        Tensor sums = Sum(Abs(x), ofColumns ? rows : columns, keepDims: true);
        int[] other = [ofColumns ? columns : rows];
        Tensor extreme = order > 0 ? Max(sums, other, keepDims: true) : Min(sums, other, keepDims: true);
        return extreme.Reshape(new AxisSet(x.Shape, axis, false, "norm").Result(x.Shape, keepDims));
    }

    private static Tensor OfSingularValues(Tensor x, int[] axis, bool keepDims, Func<Tensor, Tensor> fold)
    {
        if (axis.Length != 2)
        {
            throw new ArgumentException($"norm — singular values are those of matrices in two axes. Received {Text.Of(axis.Length)} axes.", nameof(axis));
        }

        Tensor values = SingularValues(MoveAxis(x, axis, [-2, -1]));
        return fold(values).Reshape(new AxisSet(x.Shape, axis, false, "norm").Result(x.Shape, keepDims));
    }
}
