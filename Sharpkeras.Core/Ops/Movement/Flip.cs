namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>The values in reverse order along an axis.</summary>
    /// <param name="x">Any shape and type.</param>
    /// <param name="axis">The axis, negative from the end; null for all axes.</param>
    /// <returns>A copy of the same shape.</returns>
    public static Tensor Flip(this Tensor x, int? axis = null)
    {
        int[] start = new int[x.Rank];
        int[] step = new int[x.Rank];
        int? place = axis is { } given ? x.Shape.Axis(given, "flip") : null;
        for (int i = 0; i < x.Rank; i++)
        {
            bool reversed = place == null || place == i;
            start[i] = reversed ? Math.Max(0, x.Shape[i] - 1) : 0;
            step[i] = reversed ? -1 : 1;
        }

        return Op.Apply(new WindowOp("flip", start, step, x.Shape.ToArray(), x.Shape), x);
    }
}
