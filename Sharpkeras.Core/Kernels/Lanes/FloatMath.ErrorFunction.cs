using System.Runtime.CompilerServices;

namespace Sharpkeras.Kernels.Lanes;

/// <summary>The error function.</summary>
internal static partial class FloatMath
{
    /// <summary>x + x · P(x²) near zero, else 1 − e^(a · Q(a)), where a · Q(a) = ln erfc a; from a = 4 on that is 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Erf<V>(V value)
        where V : struct, IFloatBits<V>
    {
        V magnitude = V.Abs(value);
        V z = value * value;
        V p = V.Of(8.3169114e-5);
        p = Step(p, z, -8.13004668e-4);
        p = Step(p, z, 5.19990982e-3);
        p = Step(p, z, -2.68589428e-2);
        p = Step(p, z, 1.12836872e-1);
        p = Step(p, z, -3.76126332e-1);
        p = Step(p, z, 1.28379167e-1);
        V small = V.FusedMultiplyAdd(p, magnitude, magnitude);

        V a = V.Clamp(magnitude, V.Of(0.0), V.Of(4.0));
        V q = V.Of(-1.12515224e-5);
        q = Step(q, a, 3.23000658e-4);
        q = Step(q, a, -3.64323721e-3);
        q = Step(q, a, 2.37636609e-2);
        q = Step(q, a, -1.06238676e-1);
        q = Step(q, a, -6.35150263e-1);
        q = Step(q, a, -1.12864874);
        V big = V.Of(1.0) - Exp(q * a);
        return V.CopySign(V.Select(V.Greater(V.Of(0.93), magnitude), small, big), value);
    }
}
