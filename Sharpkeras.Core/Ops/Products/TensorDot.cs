using Sharpkeras.Diagnostics;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>The sum of products over the last axes of one tensor and the first of another.</summary>
    /// <param name="a">Any shape, a numeric type.</param>
    /// <param name="b">The same type.</param>
    /// <param name="axes">How many axes are summed over; 0 for all products.</param>
    /// <returns>The axes of a that are left, then those of b.</returns>
    /// <exception cref="ArgumentException">The lengths differ, or there are not so many axes.</exception>
    /// <example><code>Tensor product = Ops.TensorDot(a, b, axes: 1);</code></example>
    public static Tensor TensorDot(this Tensor a, Tensor b, int axes = 2)
    {
        if (a.IsSymbolic || b.IsSymbolic)
        {
            return Op.Compose("tensordot", [a, b], all => TensorDot(all[0], all[1], axes), ("axis", axes));
        }

        if (axes < 0 || axes > Math.Min(a.Rank, b.Rank))
        {
            throw new ArgumentOutOfRangeException(
                nameof(axes), $"tensordot — axes must lie in [0, {Text.Of(Math.Min(a.Rank, b.Rank))}] for shapes {a.Shape} and {b.Shape}. Received {Text.Of(axes)}.");
        }

        return TensorDot(a, b, ([.. Enumerable.Range(a.Rank - axes, axes)], [.. Enumerable.Range(0, axes)]));
    }

    /// <summary>The sum of products over pairs of axes.</summary>
    /// <param name="a">Any shape, a numeric type.</param>
    /// <param name="b">The same type.</param>
    /// <param name="pairs">The axes of a, and those of b that run together with them; negative from the end.</param>
    /// <returns>The axes of a that are left, then those of b.</returns>
    /// <exception cref="ArgumentException">The lengths or the numbers of axes differ, or there is no such axis.</exception>
    public static Tensor TensorDot(this Tensor a, Tensor b, (int[] OfA, int[] OfB) pairs)
    {
        if (a.IsSymbolic || b.IsSymbolic)
        {
            return Op.Compose("tensordot", [a, b], all => TensorDot(all[0], all[1], pairs), ("pairs", pairs));
        }

        int[] ofA = [.. pairs.OfA.Select(axis => a.Shape.Axis(axis, "tensordot"))];
        int[] ofB = [.. pairs.OfB.Select(axis => b.Shape.Axis(axis, "tensordot"))];
        if (ofA.Length != ofB.Length || ofA.Distinct().Count() != ofA.Length || ofB.Distinct().Count() != ofB.Length)
        {
            throw new ArgumentException(
                $"tensordot — needs pairs of axes, each axis once. Received {Text.List<int>(pairs.OfA, axis => Text.Of(axis))} and {Text.List<int>(pairs.OfB, axis => Text.Of(axis))}.",
                nameof(pairs));
        }

        // einsum by labels: axes that run together have one label
        char[] left = [.. Enumerable.Range(0, a.Rank).Select(axis => (char)('a' + axis))];
        char[] right = [.. Enumerable.Range(0, b.Rank).Select(axis => (char)('A' + axis))];
        for (int i = 0; i < ofA.Length; i++)
        {
            right[ofB[i]] = left[ofA[i]];
        }

        string rest = string.Concat(left.Where((_, axis) => !ofA.Contains(axis))) + string.Concat(right.Where((_, axis) => !ofB.Contains(axis)));
        return Einsum($"{string.Concat(left)},{string.Concat(right)}->{rest}", a, b);
    }

    /// <summary>
    /// The product of vectors or matrices: the sum over the last axis of a and the last but one of b, of a vector the only one. With a
    /// scalar it is the elementwise product.
    /// </summary>
    /// <param name="a">Any shape, a numeric type.</param>
    /// <param name="b">The same type.</param>
    /// <returns>The axes of a that are left, then those of b.</returns>
    /// <exception cref="ShapeException">The lengths differ.</exception>
    /// <example><code>Tensor product = Ops.Dot(matrix, vector);</code></example>
    public static Tensor Dot(this Tensor a, Tensor b) =>
        a.Rank == 0 || b.Rank == 0 ? a * b : TensorDot(a, b, ([-1], [b.Rank == 1 ? -1 : -2]));

    /// <summary>The sum of products over the last axes. With a scalar it is the elementwise product.</summary>
    /// <param name="a">Any shape, a numeric type.</param>
    /// <param name="b">The same type.</param>
    /// <returns>The axes of a that are left, then those of b.</returns>
    /// <exception cref="ShapeException">The lengths differ.</exception>
    public static Tensor Inner(this Tensor a, Tensor b) => a.Rank == 0 || b.Rank == 0 ? a * b : TensorDot(a, b, ([-1], [-1]));

    /// <summary>The sum of all products of values at the same place of the flattened tensors.</summary>
    /// <param name="a">Any shape, a numeric type.</param>
    /// <param name="b">As many values of the same type.</param>
    /// <returns>A scalar.</returns>
    /// <exception cref="ShapeException">The numbers of values differ.</exception>
    public static Tensor VDot(this Tensor a, Tensor b) => TensorDot(a.Ravel(), b.Ravel(), 1);

    /// <summary>All products of two values of the flattened tensors.</summary>
    /// <param name="a">Any shape, a numeric type.</param>
    /// <param name="b">The same type.</param>
    /// <returns>A row for each value of a.</returns>
    public static Tensor Outer(this Tensor a, Tensor b) => a.Reshape([-1, 1]) * b.Reshape([1, -1]);
}
