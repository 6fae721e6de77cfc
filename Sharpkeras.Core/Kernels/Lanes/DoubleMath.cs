using System.Runtime.CompilerServices;

namespace Sharpkeras.Kernels.Lanes;

/// <summary>
/// The functions of real numbers for one float64 value. Sine, cosine and powers are System.Math's; the others are written out,
/// because the GPU compiler makes slow iterations in local memory of System.Math's.
/// </summary>
internal static class DoubleMath
{
    /// <summary>1.5·2⁵²: adding and subtracting it rounds to the nearest integer.</summary>
    private const double RoundingBias = 6755399441055744.0;

    /// <summary>The bits of √½: where mantissas begin.</summary>
    private const long SqrtHalfBits = 0x3FE6A09E667F3BCD;

    /// <summary>A function of one value, as a type.</summary>
    internal interface IFunction
    {
        /// <summary>The function's value.</summary>
        static abstract double Apply(double value);
    }

    /// <summary>e^x = 2^n · e^r, |r| ≤ ½ ln 2, with Cephes's rational function for e^r (S. L. Moshier).</summary>
    internal readonly struct Exp : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Apply(double value)
        {
            double x = value > 710.0 ? 710.0 : value;
            x = x < -746.0 ? -746.0 : x;
            double n = ((x * 1.4426950408889634) + RoundingBias) - RoundingBias;
            double r = (x - (n * 6.93145751953125e-1)) - (n * 1.42860682030941723212e-6);
            double z = r * r;
            double p = ((((1.26177193074810590878e-4 * z) + 3.02994407707441961300e-2) * z) + 9.99999999999999999910e-1) * r;
            double q = (((((3.00198505138664455042e-6 * z) + 2.52448340349684104192e-3) * z) + 2.27265548208155028766e-1) * z) + 2.0;
            double half = ((n * 0.5) + RoundingBias) - RoundingBias;
            return (1.0 + (2.0 * p / (q - p))) * PowerOfTwo(half) * PowerOfTwo(n - half);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static double PowerOfTwo(double exponent)
        {
            return BitConverter.Int64BitsToDouble(((long)exponent + 1023) << 52);
        }
    }

    /// <summary>e^x − 1 by W. Kahan's (u − 1) · x / ln u with u = e^x, in which the roundings of u cancel.</summary>
    internal readonly struct Expm1 : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Apply(double value)
        {
            double u = Exp.Apply(value);
            double direct = u - 1.0;
            double logarithm = Log.Apply(u);
            double near = direct * value / (logarithm == 0.0 ? 1.0 : logarithm);
            double result = Math.Abs(value) < 1.0 ? near : direct;
            return u == 1.0 ? value : result;
        }
    }

    /// <summary>ln x = e · ln 2 + ln (1 + f) with fdlibm's polynomial (Sun Microsystems, e_log.c).</summary>
    internal readonly struct Log : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Apply(double value)
        {
            bool denormal = value < 2.2250738585072014e-308;
            double normal = denormal ? value * 4503599627370496.0 : value;
            long bits = BitConverter.DoubleToInt64Bits(normal) - SqrtHalfBits;
            double e = (bits >> 52) - (denormal ? 52L : 0L);
            double f = BitConverter.Int64BitsToDouble((bits & 0xFFFFFFFFFFFFFL) + SqrtHalfBits) - 1.0;
            double s = f / (2.0 + f);
            double small = (s * Rest(s * s, f)) + (e * 1.90821492927058770002e-10);
            double result = (e * 6.93147180369123816490e-1) - (((0.5 * f * f) - small) - f);
            double finite = value < double.PositiveInfinity ? result : value;
            double notPositive = value == 0.0 ? double.NegativeInfinity : double.NaN;
            return value > 0.0 ? finite : notPositive;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static double Rest(double z, double f)
        {
            double p = 1.479819860511658591e-1;
            p = (p * z) + 1.531383769920937332e-1;
            p = (p * z) + 1.818357216161805012e-1;
            p = (p * z) + 2.222219843214978396e-1;
            p = (p * z) + 2.857142874366239149e-1;
            p = (p * z) + 3.999999999940941908e-1;
            p = (p * z) + 6.666666666666735130e-1;
            return (0.5 * f * f) + (p * z);
        }
    }

    /// <summary>ln (1 + x) by W. Kahan's ln u · x / (u − 1) with u = 1 + x rounded.</summary>
    internal readonly struct Log1p : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Apply(double value)
        {
            double u = 1.0 + value;
            double rounded = u - 1.0;
            double logarithm = Log.Apply(u);
            double near = logarithm * value / (rounded == 0.0 ? 1.0 : rounded);
            double result = Math.Abs(value) < 1.0 ? near : logarithm;
            return rounded == 0.0 ? value : result;
        }
    }

    /// <summary>tanh x = t / (t + 2) with t = e^2x − 1; beyond 20 it is 1.</summary>
    internal readonly struct Tanh : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Apply(double value)
        {
            double limited = value > 20.0 ? 20.0 : value;
            limited = limited < -20.0 ? -20.0 : limited;
            double t = Expm1.Apply(2.0 * limited);
            return value == 0.0 ? value : t / (t + 2.0);
        }
    }

    /// <summary>
    /// The error function: below 1 a polynomial of x² (relative error 1.3·10⁻¹⁹ before rounding), else 1 − e^(−x²) · P, where P = erfcx(x)
    /// is a polynomial of w, w linear in 1 / (1 + x/2); from 6 on that is 1.
    /// </summary>
    internal readonly struct Erf : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Apply(double value)
        {
            double magnitude = Math.Abs(value);
            double result = magnitude < 1.0 ? Near(value * value) * magnitude : Far(magnitude > 6.0 ? 6.0 : magnitude);
            return value < 0.0 ? -result : value == 0.0 ? value : result;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static double Near(double z)
        {
            double p = 5.9451776714701324e-11;
            p = (p * z) - 1.13656152463814734e-9;
            p = (p * z) + 1.46578664533715216e-8;
            p = (p * z) - 1.63500231912812478e-7;
            p = (p * z) + 1.64609726214782642e-6;
            p = (p * z) - 0.0000149255934944493207;
            p = (p * z) + 0.000120553310363711895;
            p = (p * z) - 0.000854832697872741347;
            p = (p * z) + 0.00522397762478060389;
            p = (p * z) - 0.0268661706450728673;
            p = (p * z) + 0.112837916709548573;
            p = (p * z) - 0.376126389031837476;
            p = (p * z) + 1.12837916709551257;
            return p;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static double Far(double x)
        {
            double w = ((1.0 / (1.0 + (0.5 * x))) - 0.4568) / 0.21;
            double p = 7.09135913637598888e-13;
            p = (p * w) + 2.04226797400066901e-11;
            p = (p * w) - 8.55368570524972632e-11;
            p = (p * w) - 2.80751701239495998e-10;
            p = (p * w) + 2.89128421375941793e-9;
            p = (p * w) - 8.74464837819412206e-10;
            p = (p * w) - 7.52072594465316773e-8;
            p = (p * w) + 1.79207884339967923e-7;
            p = (p * w) + 2.08279033860669551e-6;
            p = (p * w) - 7.80670479175264263e-6;
            p = (p * w) - 0.0000837363425336683306;
            p = (p * w) + 0.000206586993161996796;
            p = (p * w) + 0.00571803483802150129;
            p = (p * w) + 0.0390546894802377892;
            p = (p * w) + 0.162617479275505864;
            p = (p * w) + 0.220240090152210401;
            return 1.0 - (Exp.Apply(-x * x) * p);
        }
    }

    /// <summary>sin x.</summary>
    internal readonly struct Sin : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Apply(double value) => Math.Sin(value);
    }

    /// <summary>cos x.</summary>
    internal readonly struct Cos : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Apply(double value) => Math.Cos(value);
    }

    /// <summary>
    /// atan x with Cephes's rational function (S. L. Moshier) on [0, 0.66]; larger values come there by π/4 + atan((x − 1) / (x + 1)), those beyond
    /// 1 + √2 by π/2 − atan(1 / x).
    /// </summary>
    internal readonly struct Atan : IFunction
    {
        /// <summary>What π/2 in float64 leaves over.</summary>
        private const double Rest = 6.123233995736765886130e-17;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Apply(double value)
        {
            double magnitude = Math.Abs(value);
            bool far = magnitude > 2.41421356237309504880;
            bool near = magnitude <= 0.66;
            double middle = (magnitude - 1.0) / (magnitude + 1.0);
            double x = far ? -1.0 / magnitude : near ? magnitude : middle;
            double start = far ? Math.PI / 2 : near ? 0.0 : Math.PI / 4;
            double rest = far ? Rest : near ? 0.0 : 0.5 * Rest;
            double result = start + ((x * Quotient(x * x)) + x + rest);
            return value < 0.0 ? -result : value == 0.0 ? value : result;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static double Quotient(double z)
        {
            double p = -8.750608600031904122785e-1;
            p = (p * z) - 1.615753718733365076637e1;
            p = (p * z) - 7.500855792314704667340e1;
            p = (p * z) - 1.228866684490136173410e2;
            p = (p * z) - 6.485021904942025371773e1;
            double q = z + 2.485846490142306297962e1;
            q = (q * z) + 1.650270098316988542046e2;
            q = (q * z) + 4.328810604912902668951e2;
            q = (q * z) + 4.853903996359136964868e2;
            q = (q * z) + 1.945506571482613964425e2;
            return z * p / q;
        }
    }
}
