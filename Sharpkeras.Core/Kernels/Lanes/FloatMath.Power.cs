using System.Runtime.CompilerServices;

namespace Sharpkeras.Kernels.Lanes;

/// <summary>
/// Powers, by 2^(y · log₂ x) with the logarithm held in two parts (as in fdlibm's e_powf.c): the error of y · log₂ x
/// is multiplied by the size of the result's exponent.
/// </summary>
internal static partial class FloatMath
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Pow<V>(V value, V exponent)
        where V : struct, IFloatBits<V>
    {
        V zero = V.Of(0.0);
        V one = V.Of(1.0);
        V a = V.Abs(value);
        V result = PositivePower(a, exponent);
        result = PowerLimits(a, exponent, result);

        V integral = V.Equal(V.Floor(exponent), exponent);
        V halved = exponent * V.Of(0.5);
        V odd = V.And(integral, V.Not(V.Equal(V.Floor(halved), halved)));
        V negative = V.Greater(zero, V.CopySign(one, value));
        result = V.Select(V.And(negative, odd), -result, result);

        V finiteBelowZero = V.And(V.Greater(zero, value), V.Greater(value, V.Lowest));
        V finiteExponent = V.Greater(V.Highest, V.Abs(exponent));
        V undefined = V.And(V.And(finiteBelowZero, finiteExponent), V.Not(integral));
        V numbers = V.And(V.Equal(value, value), V.Equal(exponent, exponent));
        result = V.Select(V.Or(undefined, V.Not(numbers)), V.Of(double.NaN), result);
        return V.Select(V.Or(V.Equal(exponent, zero), V.Equal(value, one)), one, result);
    }

    /// <summary>a^y for zero and infinite a, infinite y, and results outside of float32.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V PowerLimits<V>(V a, V y, V result)
        where V : struct, IFloatBits<V>
    {
        V zero = V.Of(0.0);
        V growing = V.Greater(a, V.Of(1.0));
        V towardsInfinity = V.Select(V.Greater(y, zero), growing, V.Not(growing));
        V limit = V.Select(towardsInfinity, V.Highest, zero);
        V extreme = V.Or(V.Equal(V.Abs(y), V.Highest), V.Or(V.Equal(a, zero), V.Equal(a, V.Highest)));
        V limited = V.Select(extreme, limit, result);
        return V.Select(V.And(V.Equal(a, V.Of(1.0)), V.Equal(y, y)), V.Of(1.0), limited);
    }

    /// <summary>a^y for positive finite a and finite y; anything for other arguments.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V PositivePower<V>(V a, V y)
        where V : struct, IFloatBits<V>
    {
        V denormal = V.Greater(V.Of(SmallestNormal), a);
        V normal = V.Select(denormal, a * V.Of(8388608.0), a);
        V e = V.Exponent(normal) + V.Select(denormal, V.Of(-23.0), V.Of(0.0));
        V m = V.Mantissa(normal);
        V half = HalfLogHead(m);
        V rest = HalfLogRest(m, half);

        // log₂ a = e + 2/ln 2 · (half + rest), 2/ln 2 again in two parts
        V product = half * V.Of(2.884765625);
        V sum = e + product;
        V low = (product - (sum - e)) + V.FusedMultiplyAdd(rest, V.Of(2.884765625), (half + rest) * V.Of(6.244567779268e-4));
        V high = V.Head(sum + low);
        low += sum - high;

        V yHigh = V.Head(y);
        V main = yHigh * high;
        V small = V.FusedMultiplyAdd(y - yHigh, high, y * low);
        return PowerOfTwoNear(main, small);
    }

    /// <summary>The leading digits of ½ ln m = atanh s, s = (m − 1) / (m + 1): those of s.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V HalfLogHead<V>(V m)
        where V : struct, IFloatBits<V>
    {
        return V.Head((m - V.Of(1.0)) / (m + V.Of(1.0)));
    }

    /// <summary>½ ln m − head: what the division left over, and the terms of atanh s after the first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V HalfLogRest<V>(V m, V head)
        where V : struct, IFloatBits<V>
    {
        V one = V.Of(1.0);
        V divisor = m + one;
        V divisorHead = V.Head(divisor);
        V divisorRest = m - (divisorHead - one);
        V over = ((m - one) - (head * divisorHead) - (head * divisorRest)) / divisor;
        V s = head + over;
        V z = s * s;
        V p = V.Of(1.49353369e-1);
        p = Step(p, z, 1.99887908e-1);
        p = Step(p, z, 3.3333388e-1);
        return V.FusedMultiplyAdd(p * z, s, over);
    }

    /// <summary>2^(main + small), infinite or zero where that leaves float32.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V PowerOfTwoNear<V>(V main, V small)
        where V : struct, IFloatBits<V>
    {
        V z = V.Clamp(main + small, V.Of(-160.0), V.Of(160.0));
        V n = NearestMultiple(z, 1.0);
        V r = ((main - n) + small) * V.Of(Ln2);
        V result = V.Scale(Expm1Near(r) + V.Of(1.0), n);
        result = V.Select(V.Greater(z, V.Of(130.0)), V.Highest, result);
        return V.Select(V.Greater(V.Of(-152.0), z), V.Of(0.0), result);
    }
}
