namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>Half of the sum of squares, ½·Σ x².</summary>
    /// <param name="x">Any shape, float32 or float64.</param>
    /// <returns>A scalar of the same type.</returns>
    /// <example><code>Tensor penalty = 1e-4 * Ops.L2Loss(weights);</code></example>
    public static Tensor L2Loss(this Tensor x) => Sum(Square(x)) / 2;
}
