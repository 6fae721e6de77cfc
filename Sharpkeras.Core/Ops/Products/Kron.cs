namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>The product of Kronecker: a block a[i]·b for each value of a.</summary>
    /// <param name="a">Any shape, a numeric type.</param>
    /// <param name="b">The same type; the shorter shape is taken as if it had axes of length 1 in front.</param>
    /// <returns>The lengths of both multiplied, axis by axis.</returns>
    public static Tensor Kron(this Tensor a, Tensor b)
    {
        if (a.IsSymbolic || b.IsSymbolic)
        {
            return Op.Compose("kron", [a, b], all => Kron(all[0], all[1]));
        }

        int rank = Math.Max(a.Rank, b.Rank);
        int[] left = [.. Enumerable.Repeat(1, rank - a.Rank), .. a.Shape.ToArray()];
        int[] right = [.. Enumerable.Repeat(1, rank - b.Rank), .. b.Shape.ToArray()];

        // one axis after the other, so that the rank stays low: rows of a, rows of b, and what is behind both
        Tensor product = (a.Reshape([-1, 1]) * b.Reshape([1, -1])).Reshape([checked((int)a.Length), checked((int)b.Length)]);
        int outer = 1;
        int restA = checked((int)a.Length);
        int restB = checked((int)b.Length);
        for (int axis = 0; axis < rank; axis++)
        {
            restA = left[axis] == 0 ? 0 : restA / left[axis];
            restB = right[axis] == 0 ? 0 : restB / right[axis];
            product = product.Reshape([outer, left[axis], restA, right[axis], restB]).Transpose([0, 1, 3, 2, 4]);
            outer = checked(outer * left[axis] * right[axis]);
        }

        return product.Reshape([.. left.Zip(right, (x, y) => checked(x * y))]);
    }
}
