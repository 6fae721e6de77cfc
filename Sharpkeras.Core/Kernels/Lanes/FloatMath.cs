using System.Runtime.CompilerServices;

namespace Sharpkeras.Kernels.Lanes;

/// <summary>
/// The functions of real numbers for all float32 lanes: one text for every vector width, single values and GPU threads, so that they
/// agree: bit for bit on the CPU. None of them needs a fused multiply-add to hold its bound. Polynomials are the nearest ones in
/// relative error (Lawson's iteration); those of the logarithm, the hyperbolic tangent, the arc tangent, sine and cosine are Cephes's
/// (S. L. Moshier, netlib.org/cephes).
/// </summary>
internal static partial class FloatMath
{
    /// <summary>The bits of the float32 below √½: where mantissas begin.</summary>
    internal const int SqrtHalfBits = 0x3F3504F3;

    private const double Log2E = 1.44269504088896341;
    private const double Ln2 = 0.69314718055994531;

    /// <summary>ln 2 to 9 binary digits, so that its products with exponents are exact, and what that leaves over.</summary>
    private const double Ln2High = 0.693359375;

    private const double Ln2Low = -2.12194440e-4;

    /// <summary>1.5·2²³: float32 numbers of this size have no fraction; adding and subtracting it rounds to the nearest integer.</summary>
    private const double RoundingBias = 12582912.0;

    private const double SmallestNormal = 1.17549435e-38;

    /// <summary>One step of Horner's rule: polynomial · x + coefficient.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Step<V>(V polynomial, V x, double coefficient)
        where V : struct, IFloatBits<V>
    {
        return V.FusedMultiplyAdd(polynomial, x, V.Of(coefficient));
    }

    /// <summary>The integer nearest to value · factor, for results below 2²².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V NearestMultiple<V>(V value, double factor)
        where V : struct, IFloatBits<V>
    {
        return V.FusedMultiplyAdd(value, V.Of(factor), V.Of(RoundingBias)) - V.Of(RoundingBias);
    }

    /// <summary>Half of an integer, to the nearest integer: two factors of 2^n that are each in range.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Half<V>(V integer)
        where V : struct, IFloatBits<V>
    {
        return NearestMultiple(integer, 0.5);
    }
}
