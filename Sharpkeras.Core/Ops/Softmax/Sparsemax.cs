using Sharpkeras.Diagnostics;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>
    /// max(x − τ, 0) along an axis, with Keras's τ = (Σ_{i ≤ k} c_i − 1) / k, where c_i is the sum of the i largest values and k the
    /// number of those with i·xᵢ + 1 &gt; c_i. (Martins and Astudillo 2016 have c_k in place of Σ c_i, so that the result sums to one;
    /// Keras's does where k = 1.)
    /// </summary>
    /// <param name="x">Any shape of rank 1 or more, float32 or float64.</param>
    /// <param name="axis">The axis, negative from the end.</param>
    /// <returns>The same shape and type.</returns>
    /// <remarks>Each value of a row is compared with each: memory grows with the square of the axis's length.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <example><code>Tensor y = Ops.Sparsemax(x);</code></example>
    [Activation("sparsemax")]
    public static Tensor Sparsemax(this Tensor x, int axis = -1)
    {
        Check.Floating(x, "sparsemax");
        int place = x.Shape.Axis(axis, "sparsemax");
        return place == x.Rank - 1 ? SparsemaxOfRows(x) : AlongLast(x, place, SparsemaxOfRows);
    }

    private static Tensor SparsemaxOfRows(Tensor x)
    {
        var (rows, n) = SoftmaxOp.RowsOf(x.Shape);
        Tensor z = x.Reshape([rows, n]);
        Tensor own = z.ExpandDims(2);
        Tensor other = z.ExpandDims(1);
        Tensor zero = Constant(0, x);
        Tensor above = Greater(other, own);
        Tensor larger = Sum(above.Cast(x.DType), 2);
        Tensor sumAbove = Sum(Where(above, other, zero), 2);
        Tensor ties = Sum(Equal(other, own).Cast(x.DType), 2);

        // with g equal values the sums c_i of their places add up to g·(sum above) + x·g(g + 1)/2: each has an equal part of that
        Tensor running = sumAbove + (z * ((ties + 1) / 2));
        Tensor support = (z * larger) + 1 > sumAbove;
        Tensor total = Sum(Where(support, running, zero), 1, keepDims: true);
        Tensor count = Sum(support.Cast(x.DType), 1, keepDims: true);
        return Relu(z - ((total - 1) / count)).Reshape(x.Shape);
    }
}
