namespace Sharpkeras.Tests.Kernels;

/// <summary>Functions in float64 that System.Math lacks, by series: right to about 10⁻¹⁵, which measures float32.</summary>
internal static class Reference
{
    /// <summary>e^x − 1: the Taylor series near zero.</summary>
    public static double Expm1(double x)
    {
        if (Math.Abs(x) > 0.5)
        {
            return Math.Exp(x) - 1;
        }

        double term = x;
        double sum = x;
        for (int k = 2; k < 25; k++)
        {
            term *= x / k;
            sum += term;
        }

        return sum;
    }

    /// <summary>ln (1 + x) = 2 atanh (x / (2 + x)): its series near zero.</summary>
    public static double Log1p(double x)
    {
        if (Math.Abs(x) > 0.3)
        {
            return Math.Log(1 + x);
        }

        double s = x / (2 + x);
        double power = s;
        double sum = 0;
        for (int k = 1; k < 40; k += 2)
        {
            sum += power / k;
            power *= s * s;
        }

        return 2 * sum;
    }

    /// <summary>Abramowitz and Stegun 7.1.6, whose terms are all positive; from 6 on erf is 1.</summary>
    public static double Erf(double x)
    {
        if (Math.Abs(x) > 6)
        {
            return Math.Sign(x);
        }

        double term = x;
        double sum = x;
        for (int k = 1; k < 200; k++)
        {
            term *= 2 * x * x / ((2 * k) + 1);
            sum += term;
        }

        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }

    /// <summary>The distance from the exact value in units of the last place of the float32 nearest to it.</summary>
    public static double Ulps(float got, double exact)
    {
        float nearest = (float)exact;
        if (got == nearest || (float.IsNaN(got) && double.IsNaN(exact)))
        {
            return 0;
        }

        float size = Math.Min(Math.Abs(nearest), float.MaxValue);
        double unit = Math.Max((double)size - MathF.BitDecrement(size), 1.401298464324817e-45);
        bool finite = float.IsFinite(got) && float.IsFinite(nearest);
        return finite ? Math.Abs(got - exact) / unit : double.PositiveInfinity;
    }
}
