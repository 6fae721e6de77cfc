namespace Sharpkeras.Losses;

/// <summary>Numbers that several losses and metrics share.</summary>
internal static class Numeric
{
    /// <summary>What Keras keeps divisors and logarithms away from 0 with.</summary>
    public const double Epsilon = 1e-7;

    /// <summary>x to a power; the powers 0, 1 and 2 need no logarithm and have gradients at 0 too.</summary>
    public static Tensor Power(Tensor x, double exponent) => exponent switch
    {
        0 => Ops.OnesLike(x),
        1 => x,
        2 => Ops.Square(x),
        _ => Ops.Power(x, Ops.Constant(exponent, x)),
    };

    /// <summary>Targets that move by a part <paramref name="amount"/> towards a value.</summary>
    public static Tensor Smooth(Tensor target, double amount, double towards) =>
        amount > 0 ? (target * (1 - amount)) + (amount * towards) : target;

    /// <summary>x divided by its length along an axis; vectors shorter than 1e-7 are divided by that.</summary>
    public static Tensor UnitLength(Tensor x, int axis) =>
        x * Ops.Rsqrt(Ops.Maximum(Ops.Sum(Ops.Square(x), axis, keepDims: true), Ops.Constant(Epsilon * Epsilon, x)));
}
