using System.Runtime.CompilerServices;

namespace Sharpkeras.Kernels.Lanes;

/// <summary>Sine, cosine and arc tangent.</summary>
internal static partial class FloatMath
{
    /// <summary>sin x = ±sin r or ±cos r, where x = n · π/2 + r.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sin<V>(V value)
        where V : struct, IFloatBits<V>
    {
        V n = NearestMultiple(value, 2.0 / Math.PI);
        return V.Select(V.Equal(value, V.Of(0.0)), value, Wave(QuarterRest(value, n), n));
    }

    /// <summary>cos x is the sine a quarter turn further.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Cos<V>(V value)
        where V : struct, IFloatBits<V>
    {
        V n = NearestMultiple(value, 2.0 / Math.PI);
        return Wave(QuarterRest(value, n), n + V.Of(1.0));
    }

    /// <summary>The argument is brought below tan π/8 by atan a = π/4 + atan ((a − 1) / (a + 1)) = π/2 − atan (1 / a).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Atan<V>(V value)
        where V : struct, IFloatBits<V>
    {
        V one = V.Of(1.0);
        V a = V.Abs(value);
        V middle = V.Greater(a, V.Of(0.4142135623730950));
        V big = V.Greater(a, V.Of(2.414213562373095));
        V numerator = V.Select(big, V.Of(-1.0), V.Select(middle, a - one, a));
        V denominator = V.Select(big, a, V.Select(middle, a + one, one));
        V offset = V.Select(big, V.Of(Math.PI / 2), V.Select(middle, V.Of(Math.PI / 4), V.Of(0.0)));
        V x = numerator / denominator;
        V z = x * x;
        V p = V.Of(8.05374449538e-2);
        p = Step(p, z, -1.38776856032e-1);
        p = Step(p, z, 1.99777106478e-1);
        p = Step(p, z, -3.33329491539e-1);
        return V.CopySign(offset + V.FusedMultiplyAdd(p * z, x, x), value);
    }

    /// <summary>x − n · π/2, with π/2 in three parts of which the first two have exact products.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V QuarterRest<V>(V x, V n)
        where V : struct, IFloatBits<V>
    {
        V r = V.FusedMultiplyAdd(n, V.Of(-1.5703125), x);
        r = V.FusedMultiplyAdd(n, V.Of(-4.837512969970703125e-4), r);
        return V.FusedMultiplyAdd(n, V.Of(-7.5497899548918821e-8), r);
    }

    /// <summary>sin (r + quarters · π/2) for |r| ≤ π/4.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Wave<V>(V r, V quarters)
        where V : struct, IFloatBits<V>
    {
        // −2 … 2; the sign is turned for −2, −1 and 2
        V quadrant = V.FusedMultiplyAdd(NearestMultiple(quarters, 0.25), V.Of(-4.0), quarters);
        V odd = V.Equal(V.Abs(quadrant), V.Of(1.0));
        V turned = V.Greater(V.Abs(quadrant - V.Of(0.5)), V.Of(1.25));
        V z = r * r;
        V s = V.Of(-1.9515295891e-4);
        s = Step(s, z, 8.3321608736e-3);
        s = Step(s, z, -1.6666654611e-1);
        V sine = V.FusedMultiplyAdd(s * z, r, r);
        V c = V.Of(2.443315711809948e-5);
        c = Step(c, z, -1.388731625493765e-3);
        c = Step(c, z, 4.166664568298827e-2);
        c = Step(c, z, -0.5);
        V cosine = Step(c, z, 1.0);
        V result = V.Select(odd, cosine, sine);
        return V.Select(turned, -result, result);
    }
}
