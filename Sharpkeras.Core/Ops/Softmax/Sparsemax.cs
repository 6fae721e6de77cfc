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
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <example><code>Tensor y = Ops.Sparsemax(x);</code></example>
    [Activation("sparsemax")]
    public static Tensor Sparsemax(this Tensor x, int axis = -1)
    {
        if (x.IsSymbolic)
        {
            return Op.Compose("sparsemax", x, own => Sparsemax(own, axis), ("axis", axis));
        }

        Check.Floating(x, "sparsemax");
        int place = x.Shape.Axis(axis, "sparsemax");
        Tensor sorted = Negative(Sort(Negative(x), place));
        Tensor running = Cumsum(sorted, place);
        int n = x.Shape[place];
        Tensor places = Numbers([.. Enumerable.Range(1, n).Select(i => (double)i)], AlongAxes(x.Shape, [place]), x);
        Tensor support = sorted - ((running - 1) / places) > 0;
        Tensor total = Sum(Where(support, running, Constant(0, x)), place, keepDims: true);
        Tensor count = Sum(support.Cast(x.DType), place, keepDims: true);
        return Relu(x - ((total - 1) / count));
    }
}
