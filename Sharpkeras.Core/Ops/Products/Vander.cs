using Sharpkeras.Diagnostics;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>Rows of the powers of the values: Vandermonde's matrix.</summary>
    /// <param name="x">A vector, float32 or float64.</param>
    /// <param name="n">The number of powers; null for as many as values.</param>
    /// <param name="increasing">Whether the powers rise along a row, from 0; else they fall to 0.</param>
    /// <returns>[values, n].</returns>
    /// <exception cref="ArgumentException">It is no vector, or n is negative.</exception>
    public static Tensor Vander(this Tensor x, int? n = null, bool increasing = false)
    {
        if (x.IsSymbolic)
        {
            return Op.Compose("vander", x, own => Vander(own, n, increasing), ("n", n), ("increasing", increasing));
        }

        Check.Floating(x, "vander");
        Check.Rank(x, 1, "vander", "a vector");
        int count = n ?? x.Shape[0];
        ArgumentOutOfRangeException.ThrowIfNegative(count, nameof(n));
        if (count == 0)
        {
            return Part(ExpandDims(x, 1), 1, 0, 0);
        }

        // running products, whose gradients are exact also at 0
        Tensor column = ExpandDims(x, 1);
        Tensor factors = Concatenate([Filled(x, column.Shape, 1, x.DType), column.BroadcastTo([x.Shape[0], count - 1])], 1);
        Tensor powers = Cumprod(factors, 1);
        return increasing ? powers : Flip(powers, 1);
    }
}
