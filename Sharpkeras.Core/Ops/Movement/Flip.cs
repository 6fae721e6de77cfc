namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>The values in reverse order along an axis.</summary>
    /// <param name="x">Any shape and type.</param>
    /// <param name="axis">The axis, negative from the end; null for all axes.</param>
    /// <returns>A copy of the same shape.</returns>
    public static Tensor Flip(this Tensor x, int? axis = null)
    {
        if (x.IsSymbolic)
        {
            return Op.Compose("flip", x, own => Flip(own, axis), ("axis", axis));
        }

        return Flip(x, new AxisSet(x.Shape, axis is { } given ? [given] : [], axis == null, "flip"));
    }

    /// <summary>The values in reverse order along several axes.</summary>
    /// <param name="x">Any shape and type.</param>
    /// <param name="axes">The axes, negative from the end.</param>
    /// <returns>A copy of the same shape.</returns>
    /// <exception cref="ArgumentException">There is no such axis, or one is named twice.</exception>
    public static Tensor Flip(this Tensor x, int[] axes)
    {
        if (x.IsSymbolic)
        {
            return Op.Compose("flip", x, own => Flip(own, axes), ("axis", axes));
        }

        return Flip(x, new AxisSet(x.Shape, axes, false, "flip"));
    }

    private static Tensor Flip(Tensor x, AxisSet axes)
    {
        int[] start = new int[x.Rank];
        int[] step = new int[x.Rank];
        for (int i = 0; i < x.Rank; i++)
        {
            bool reversed = axes.Contains(i);
            start[i] = reversed ? Math.Max(0, x.Shape[i] - 1) : 0;
            step[i] = reversed ? -1 : 1;
        }

        return Op.Apply(new WindowOp("flip", start, step, x.Shape.ToArray(), x.Shape), x);
    }
}
