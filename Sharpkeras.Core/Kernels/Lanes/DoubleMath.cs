using System.Runtime.CompilerServices;

namespace Sharpkeras.Kernels.Lanes;

/// <summary>
/// The functions of real numbers for one float64 value: System.Math's (the GPU compiler knows them as well), and those that it lacks.
/// </summary>
internal static class DoubleMath
{
    /// <summary>A function of one value, as a type.</summary>
    internal interface IFunction
    {
        /// <summary>The function's value.</summary>
        static abstract double Apply(double value);
    }

    /// <summary>e^x.</summary>
    internal readonly struct Exp : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Apply(double value) => Math.Exp(value);
    }

    /// <summary>e^x − 1 by W. Kahan's (u − 1) · x / ln u with u = e^x, in which the roundings of u cancel.</summary>
    internal readonly struct Expm1 : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Apply(double value)
        {
            double u = Math.Exp(value);
            double direct = u - 1.0;
            double logarithm = Math.Log(u);
            double near = direct * value / (logarithm == 0.0 ? 1.0 : logarithm);
            double result = Math.Abs(value) < 1.0 ? near : direct;
            return u == 1.0 ? value : result;
        }
    }

    /// <summary>ln x.</summary>
    internal readonly struct Log : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Apply(double value) => Math.Log(value);
    }

    /// <summary>ln (1 + x) by W. Kahan's ln u · x / (u − 1) with u = 1 + x rounded.</summary>
    internal readonly struct Log1p : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Apply(double value)
        {
            double u = 1.0 + value;
            double rounded = u - 1.0;
            double logarithm = Math.Log(u);
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
            return 1.0 - (Math.Exp(-x * x) * p);
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

    /// <summary>atan x.</summary>
    internal readonly struct Atan : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Apply(double value) => Math.Atan(value);
    }
}
