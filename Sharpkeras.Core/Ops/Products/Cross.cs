using Sharpkeras.Diagnostics;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>The cross product of vectors with two or three components; a third one that is missing counts as 0.</summary>
    /// <param name="a">The first vectors, a numeric type.</param>
    /// <param name="b">The second vectors, the same type; the other axes broadcast.</param>
    /// <param name="axisA">The axis of a's components, negative from the end.</param>
    /// <param name="axisB">The axis of b's components.</param>
    /// <param name="axisC">The axis of the result's components.</param>
    /// <param name="axis">One axis for all three, in place of them.</param>
    /// <returns>Vectors; of vectors in the plane only the third component, without that axis.</returns>
    /// <exception cref="ShapeException">There are not two or three components.</exception>
    /// <example><code>Tensor normals = Ops.Cross(a, b);</code></example>
    public static Tensor Cross(this Tensor a, Tensor b, int axisA = -1, int axisB = -1, int axisC = -1, int? axis = null)
    {
        if (a.IsSymbolic || b.IsSymbolic)
        {
            return Op.Compose("cross", [a, b], all => Cross(all[0], all[1], axisA, axisB, axisC, axis), ("axis_a", axisA), ("axis_b", axisB), ("axis_c", axisC), ("axis", axis));
        }

        Tensor[] left = Components(a, axis ?? axisA);
        Tensor[] right = Components(b, axis ?? axisB);
        Tensor third = (left[0] * right[1]) - (left[1] * right[0]);
        if (left.Length == 2 && right.Length == 2)
        {
            return third;
        }

        Tensor Minus(Tensor? plus, Tensor? minus) => plus == null ? Negative(minus!) : minus == null ? plus : plus - minus;
        Tensor? Product(Tensor[] one, int i, Tensor[] other, int j) => i < one.Length && j < other.Length ? one[i] * other[j] : null;
        Tensor first = Minus(Product(left, 1, right, 2), Product(left, 2, right, 1));
        Tensor second = Minus(Product(left, 2, right, 0), Product(left, 0, right, 2));
        return Stack([first, second, third], axis ?? axisC);
    }

    private static Tensor[] Components(Tensor x, int axis)
    {
        int count = x.Shape[x.Shape.Axis(axis, "cross")];
        return count is 2 or 3
            ? Unstack(x, null, axis)
            : throw new ShapeException($"cross — vectors have 2 or 3 components. Received shape {x.Shape} with axis {Text.Of(axis)}.");
    }
}
