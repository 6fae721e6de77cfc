using System.Runtime.CompilerServices;

namespace Sharpkeras.Kernels.Lanes;

/// <summary>ln x and ln (1 + x).</summary>
internal static partial class FloatMath
{
    /// <summary>ln x = e · ln 2 + ln m with m in [√½, √2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Log<V>(V value)
        where V : struct, IFloatBits<V>
    {
        V denormal = V.Greater(V.Of(SmallestNormal), value);
        V normal = V.Select(denormal, value * V.Of(8388608.0), value);
        V e = V.Exponent(normal) + V.Select(denormal, V.Of(-23.0), V.Of(0.0));
        V result = LogNear(V.Mantissa(normal) - V.Of(1.0), e, V.Of(0.0));
        return LogLimits(value, result);
    }

    /// <summary>ln (1 + x) = ln u + c / u, where u is 1 + x rounded and c what the rounding lost.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Log1p<V>(V value)
        where V : struct, IFloatBits<V>
    {
        V one = V.Of(1.0);
        V u = value + one;
        V e = V.Exponent(u);
        V lost = V.Select(V.Greater(value, one), one - (u - value), value - (u - one));
        V near = V.Equal(e, V.Of(0.0));
        V f = V.Select(near, value, V.Mantissa(u) - one);
        V correction = V.Select(near, V.Of(0.0), lost / u);
        return V.CopySign(LogLimits(u, LogNear(f, e, correction)), value);
    }

    /// <summary>e · ln 2 + ln (1 + f) + correction for 1 + f in [√½, √2), summed from the smallest term up.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V LogNear<V>(V f, V e, V correction)
        where V : struct, IFloatBits<V>
    {
        V z = f * f;
        V p = V.Of(7.0376836292e-2);
        p = Step(p, f, -1.1514610310e-1);
        p = Step(p, f, 1.1676998740e-1);
        p = Step(p, f, -1.2420140846e-1);
        p = Step(p, f, 1.4249322787e-1);
        p = Step(p, f, -1.6668057665e-1);
        p = Step(p, f, 2.0000714765e-1);
        p = Step(p, f, -2.4999993993e-1);
        p = Step(p, f, 3.3333331174e-1);
        V y = V.FusedMultiplyAdd(p * f, z, correction);
        y = V.FusedMultiplyAdd(e, V.Of(Ln2Low), y);
        y = V.FusedMultiplyAdd(z, V.Of(-0.5), y);
        return V.FusedMultiplyAdd(e, V.Of(Ln2High), f + y);
    }

    /// <summary>The logarithm's values at zero, infinity, below zero and where there is no number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V LogLimits<V>(V argument, V result)
        where V : struct, IFloatBits<V>
    {
        V zero = V.Of(0.0);
        V finite = V.Select(V.Greater(V.Highest, argument), result, argument);
        V notPositive = V.Select(V.Equal(argument, zero), V.Lowest, V.Of(double.NaN));
        return V.Select(V.Greater(argument, zero), finite, notPositive);
    }
}
