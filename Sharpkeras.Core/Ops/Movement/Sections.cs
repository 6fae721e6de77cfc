using Sharpkeras.Diagnostics;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>Cuts a tensor in parts along an axis, of which the first ones are longer by one where the number does not divide the length.</summary>
    /// <param name="x">Any shape and type.</param>
    /// <param name="sections">The number of parts, positive.</param>
    /// <param name="axis">The axis, negative from the end.</param>
    /// <returns>The parts, in order.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive, or there is no such axis.</exception>
    public static Tensor[] ArraySplit(this Tensor x, int sections, int axis = 0)
    {
        if (x.IsSymbolic)
        {
            return Op.ComposeAll("array_split", x, own => ArraySplit(own, sections, axis), ("sections", sections), ("axis", axis));
        }

        Check.Positive(sections, nameof(sections), "array_split");
        int length = x.Shape[x.Shape.Axis(axis, "array_split")];
        int[] cuts = [.. Enumerable.Range(1, sections - 1).Select(i => (i * (length / sections)) + Math.Min(i, length % sections))];
        return Split(x, cuts, axis);
    }

    /// <summary>Cuts a tensor in equal parts along its second axis, a vector along its only one.</summary>
    /// <param name="x">Rank 1 or more, any type.</param>
    /// <param name="sections">The number of parts, which divides the length of the axis.</param>
    /// <returns>The parts, in order.</returns>
    /// <exception cref="ArgumentException">The number does not divide the length.</exception>
    public static Tensor[] HSplit(this Tensor x, int sections) => Split(x, sections, x.Rank > 1 ? 1 : 0);

    /// <summary>Cuts a tensor in equal parts along its first axis.</summary>
    /// <param name="x">Rank 1 or more, any type.</param>
    /// <param name="sections">The number of parts, which divides the length of the axis.</param>
    /// <returns>The parts, in order.</returns>
    /// <exception cref="ArgumentException">The number does not divide the length.</exception>
    public static Tensor[] VSplit(this Tensor x, int sections) => Split(x, sections);

    /// <summary>Cuts a tensor in equal parts along its third axis.</summary>
    /// <param name="x">Rank 3 or more, any type.</param>
    /// <param name="sections">The number of parts, which divides the length of the axis.</param>
    /// <returns>The parts, in order.</returns>
    /// <exception cref="ArgumentException">The number does not divide the length.</exception>
    public static Tensor[] DSplit(this Tensor x, int sections) => Split(x, sections, 2);

    /// <summary>The columns in reverse order: the second axis.</summary>
    /// <param name="x">Rank 2 or more, any type.</param>
    /// <returns>A copy of the same shape.</returns>
    public static Tensor Fliplr(this Tensor x) => Flip(x, 1);

    /// <summary>The rows in reverse order: the first axis.</summary>
    /// <param name="x">Rank 1 or more, any type.</param>
    /// <returns>A copy of the same shape.</returns>
    public static Tensor Flipud(this Tensor x) => Flip(x, 0);

    /// <summary>A matrix with the values of the flattened tensor on a diagonal.</summary>
    /// <param name="x">Any shape and type.</param>
    /// <param name="k">How far above the main diagonal; negative below.</param>
    /// <returns>A square matrix.</returns>
    public static Tensor Diagflat(this Tensor x, int k = 0)
    {
        if (x.IsSymbolic)
        {
            return Op.Compose("diagflat", x, own => Diagflat(own, k), ("k", k));
        }

        return Diag(x.Ravel(), k);
    }
}
