using Sharpkeras.Diagnostics;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>a·sigmoid(b) for the two halves a and b of x along an axis (Dauphin et al. 2017).</summary>
    /// <param name="x">Any shape of rank 1 or more, float32 or float64.</param>
    /// <param name="axis">The axis, of even length; negative from the end.</param>
    /// <returns>The shape with the axis halved, the same type.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ShapeException">The axis has an odd length.</exception>
    /// <example><code>Tensor y = Ops.Glu(x);</code></example>
    [Activation("glu")]
    public static Tensor Glu(this Tensor x, int axis = -1)
    {
        if (x.IsSymbolic)
        {
            return Op.Compose("glu", x, own => Glu(own, axis), ("axis", axis));
        }

        int place = x.Shape.Axis(axis, "glu");
        int length = x.Shape[place];
        if (length % 2 != 0)
        {
            throw new ShapeException($"glu — axis {Text.Of(axis)} is cut into two halves, so its length must be even. Received shape {x.Shape}.");
        }

        Slice[] whole = [.. Enumerable.Repeat<Slice>(.., place)];
        Slice first = ..(length / 2);
        Slice second = (length / 2)..;
        return x[[.. whole, first]] * Sigmoid(x[[.. whole, second]]);
    }
}
