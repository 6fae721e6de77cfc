using Sharpkeras.Kernels;

namespace Sharpkeras.Gpu.Kernels;

/// <summary>What a step of Adam multiplies by.</summary>
internal readonly struct AdamNumbers(double rate, double beta1, double beta2, double epsilon)
{
    /// <summary>The rate, corrected for the bias of the moments.</summary>
    public readonly Parameter Rate = rate;

    /// <summary>1 − β₁.</summary>
    public readonly Parameter Share1 = 1 - beta1;

    /// <summary>1 − β₂.</summary>
    public readonly Parameter Share2 = 1 - beta2;

    /// <summary>What keeps the divisor from zero.</summary>
    public readonly Parameter Epsilon = epsilon;
}
