using System.Numerics;

namespace Sharpkeras.Gpu.Kernels.Products;

/// <summary>
/// Division by a number that the host knows, as a multiplication and a shift: GPUs have no instruction for a division of integers, and
/// the addresses of a convolution need two for each element that is read. With l = ⌈log₂ d⌉ and m = ⌈2^(31+l) / d⌉, n / d is
/// n·m / 2^(31+l) for all n below 2³¹ (Granlund and Montgomery 1994).
/// </summary>
internal readonly struct Divider
{
    private readonly uint multiplier;
    private readonly int shift;
    private readonly int divisor;

    /// <summary>The division by a number of at least 1.</summary>
    public Divider(int divisor)
    {
        this.divisor = divisor;
        shift = 31 + BitOperations.Log2((uint)divisor) + (BitOperations.IsPow2(divisor) ? 0 : 1);
        multiplier = (uint)(((1UL << shift) + (uint)divisor - 1) / (uint)divisor);
    }

    /// <summary>The quotient of a number that is not negative.</summary>
    public int Divide(int value) => (int)(((ulong)(uint)value * multiplier) >> shift);

    /// <summary>What the division by its quotient leaves of a number.</summary>
    public int Rest(int value, int quotient) => value - (quotient * divisor);
}
