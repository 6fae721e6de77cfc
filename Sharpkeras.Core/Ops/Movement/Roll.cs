using Sharpkeras.Diagnostics;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>Moves the entries along an axis; those that leave at the end come back at the beginning.</summary>
    /// <param name="x">Any shape and type.</param>
    /// <param name="shift">How far, negative towards the beginning.</param>
    /// <param name="axis">The axis, negative from the end; null moves the values of the flattened tensor.</param>
    /// <returns>A copy of the same shape.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <example><code>Tensor moved = Ops.Roll(x, 2, axis: 1);</code></example>
    public static Tensor Roll(this Tensor x, int shift, int? axis = null)
    {
        if (x.IsSymbolic)
        {
            return Op.Compose("roll", x, own => Roll(own, shift, axis), ("shift", shift), ("axis", axis));
        }

        return axis is { } given ? RollAxis(x, shift, x.Shape.Axis(given, "roll")) : RollAxis(x.Ravel(), shift, 0).Reshape(x.Shape);
    }

    /// <summary>Moves the entries along several axes.</summary>
    /// <param name="x">Any shape and type.</param>
    /// <param name="shifts">How far for each axis, negative towards the beginning.</param>
    /// <param name="axes">As many axes, negative from the end; an axis may occur again.</param>
    /// <returns>A copy of the same shape.</returns>
    /// <exception cref="ArgumentException">There are not as many axes as numbers, or there is no such axis.</exception>
    public static Tensor Roll(this Tensor x, int[] shifts, int[] axes)
    {
        if (x.IsSymbolic)
        {
            return Op.Compose("roll", x, own => Roll(own, shifts, axes), ("shift", shifts), ("axis", axes));
        }

        if (shifts.Length != axes.Length)
        {
            throw new ArgumentException($"roll — needs a number for each axis. Received {Text.Of(shifts.Length)} numbers and {Text.Of(axes.Length)} axes.", nameof(shifts));
        }

        Tensor y = x;
        for (int i = 0; i < axes.Length; i++)
        {
            y = RollAxis(y, shifts[i], x.Shape.Axis(axes[i], "roll"));
        }

        return y;
    }

    private static Tensor RollAxis(Tensor x, int shift, int axis)
    {
        int length = x.Shape[axis];
        int[] from = new int[length];
        for (int i = 0; i < length; i++)
        {
            from[(int)((((long)i + shift) % length + length) % length)] = i;
        }

        return Op.Apply(new TakeOp(axis), x, Integers(from, [length], x));
    }
}
