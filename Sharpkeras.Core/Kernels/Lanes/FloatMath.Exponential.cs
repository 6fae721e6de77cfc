using System.Runtime.CompilerServices;

namespace Sharpkeras.Kernels.Lanes;

/// <summary>e^x and what is made of it.</summary>
internal static partial class FloatMath
{
    /// <summary>e^x = 2^n · e^r with |r| ≤ ½ ln 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Exp<V>(V value)
        where V : struct, IFloatBits<V>
    {
        // beyond these limits the result is infinite, or below half of the smallest denormal number
        V x = V.Clamp(value, V.Of(-104.0), V.Of(89.0));
        V n = NearestMultiple(x, Log2E);
        V r = Reduce(x, n);
        return V.Scale(Expm1Near(r) + V.Of(1.0), n);
    }

    /// <summary>e^x − 1 = 2^n · (e^r − 1) + (2^n − 1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Expm1<V>(V value)
        where V : struct, IFloatBits<V>
    {
        V x = V.Clamp(value, V.Of(-18.0), V.Of(89.0));
        V n = NearestMultiple(x, Log2E);
        V p = Expm1Near(Reduce(x, n));

        // half of everything, doubled at the end: 2^128 is no float32
        V halfPower = V.PowerOfTwo(n - V.Of(1.0));
        V half = V.FusedMultiplyAdd(p, halfPower, halfPower - V.Of(0.5));
        V result = V.Select(V.Equal(n, V.Of(0.0)), p, half + half);
        return V.CopySign(result, value);
    }

    /// <summary>An odd polynomial near zero (Cephes), else 1 − 2 / (e^2|x| + 1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Tanh<V>(V value)
        where V : struct, IFloatBits<V>
    {
        V magnitude = V.Abs(value);
        V z = value * value;
        V p = V.Of(-5.70498872745e-3);
        p = Step(p, z, 2.06390887954e-2);
        p = Step(p, z, -5.37397155531e-2);
        p = Step(p, z, 1.33314422036e-1);
        p = Step(p, z, -3.33332819422e-1);
        V small = V.FusedMultiplyAdd(p * z, magnitude, magnitude);
        V big = V.Of(1.0) - (V.Of(2.0) / (Exp(magnitude + magnitude) + V.Of(1.0)));
        return V.CopySign(V.Select(V.Greater(V.Of(0.625), magnitude), small, big), value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Reduce<V>(V x, V n)
        where V : struct, IFloatBits<V>
    {
        V r = V.FusedMultiplyAdd(n, V.Of(-Ln2High), x);
        return V.FusedMultiplyAdd(n, V.Of(-Ln2Low), r);
    }

    /// <summary>e^r − 1 for |r| ≤ ½ ln 2, relative error below 3·10⁻¹⁰ before rounding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Expm1Near<V>(V r)
        where V : struct, IFloatBits<V>
    {
        V p = V.Of(1.98440003e-4);
        p = Step(p, r, 1.39415695e-3);
        p = Step(p, r, 8.33339556e-3);
        p = Step(p, r, 4.166635e-2);
        p = Step(p, r, 1.66666663e-1);
        p = Step(p, r, 5.00000005e-1);
        return V.FusedMultiplyAdd(p, r * r, r);
    }
}
