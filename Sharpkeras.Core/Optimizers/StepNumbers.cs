namespace Sharpkeras.Optimizers;

/// <summary>
/// Single numbers of a step, computed in the variable's type as Keras does: 1 − β₂ᵗ of float32's 0.999 is 1.3e-5 smaller than in exact
/// numbers, which would part the trainings after some dozen steps.
/// </summary>
internal static class StepNumbers
{
    /// <summary>The number as the type holds it. Sums, products, quotients and roots of two rounded numbers, rounded, are the type's own.</summary>
    public static double Rounded(this DType dtype, double value) => dtype == DType.Float32 ? (float)value : value;

    /// <summary>1 − x.</summary>
    public static double OneMinus(this DType dtype, double value) => dtype.Rounded(1 - dtype.Rounded(value));

    /// <summary>xᵗ.</summary>
    public static double Power(this DType dtype, double value, long step) => dtype.Rounded(Math.Pow(dtype.Rounded(value), step));

    /// <summary>1 − xᵗ.</summary>
    public static double OneMinusPower(this DType dtype, double value, long step) => dtype.OneMinus(dtype.Power(value, step));

    /// <summary>Adam's rate with the corrections for the bias: rate · √(1 − β₂ᵗ) / (1 − β₁ᵗ).</summary>
    public static double AdamRate(this DType dtype, double rate, double beta1, double beta2, long step)
    {
        double root = dtype.Rounded(Math.Sqrt(dtype.OneMinusPower(beta2, step)));
        return dtype.Rounded(dtype.Rounded(dtype.Rounded(rate) * root) / dtype.OneMinusPower(beta1, step));
    }
}
