namespace Sharpkeras.Kernels;

/// <summary>
/// What elementwise kernels may do with floating values: <see cref="INumberLane{V}"/> and the functions of real numbers.
/// Accuracy is decided here, once: the tests of the lanes hold the bounds (float32, in units of the last place) that are named below.
/// They hold with and without fused multiply-adds. In float64 relative errors are at most 10⁻¹⁴ where the library computes by itself.
/// </summary>
/// <typeparam name="V">The lane type itself.</typeparam>
public interface ILane<V> : INumberLane<V>
    where V : struct, ILane<V>
{
    /// <summary>The quotient.</summary>
    static abstract V operator /(V left, V right);

    /// <summary>A mask as bits, the first element's lowest.</summary>
    static abstract uint Bits(V mask);

    /// <summary>The bits of value &gt; 0.</summary>
    static abstract uint PositiveBits(V value);

    /// <summary>The value where such a bit is set, else 0.</summary>
    static abstract V Gate(V value, uint bits);

    /// <summary>The square root, correctly rounded.</summary>
    static abstract V Sqrt(V value);

    /// <summary>a·b + c, rounded once where the processor can.</summary>
    static abstract V FusedMultiplyAdd(V a, V b, V c);

    /// <summary>The largest integer that is not above the value.</summary>
    static abstract V Floor(V value);

    /// <summary>The smallest integer that is not below the value.</summary>
    static abstract V Ceiling(V value);

    /// <summary>The nearest integer, ties to even.</summary>
    static abstract V Round(V value);

    /// <summary>The least number above the value; infinity and not a number stay.</summary>
    static abstract V BitIncrement(V value);

    /// <summary>e to the power of the value, denormal results included. At most 1.5 units in the last place.</summary>
    static abstract V Exp(V value);

    /// <summary>e to the power of the value, minus one, also exact near zero. At most 2 units in the last place.</summary>
    static abstract V Expm1(V value);

    /// <summary>The natural logarithm; minus infinity at zero, not a number below. At most 1.5 units in the last place.</summary>
    static abstract V Log(V value);

    /// <summary>The natural logarithm of one plus the value, also exact near zero. At most 1.5 units in the last place.</summary>
    static abstract V Log1p(V value);

    /// <summary>The hyperbolic tangent, also exact near zero. At most 2 units in the last place.</summary>
    static abstract V Tanh(V value);

    /// <summary>The error function. At most 2 units in the last place.</summary>
    static abstract V Erf(V value);

    /// <summary>The sine; the argument in radians, |argument| ≤ 10⁴. Absolute error at most 2⁻²³ (float32).</summary>
    static abstract V Sin(V value);

    /// <summary>The cosine; the argument in radians, |argument| ≤ 10⁴. Absolute error at most 2⁻²³ (float32).</summary>
    static abstract V Cos(V value);

    /// <summary>The arc tangent, in radians. At most 3 units in the last place.</summary>
    static abstract V Atan(V value);

    /// <summary>
    /// <paramref name="value"/> to the power of <paramref name="exponent"/>, with the special cases of IEEE 754.
    /// Relative error at most 3·10⁻⁷ (float32, normal results).
    /// </summary>
    static abstract V Pow(V value, V exponent);
}
