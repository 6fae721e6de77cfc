using Sharpkeras.Diagnostics;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>For each place the value of the first choice whose condition is true. The shapes broadcast.</summary>
    /// <param name="conditions">At least one, Boolean.</param>
    /// <param name="choices">As many, of one type.</param>
    /// <param name="defaultValue">The value where no condition is true.</param>
    /// <returns>The shape to which all broadcast.</returns>
    /// <exception cref="ArgumentException">The numbers differ.</exception>
    /// <example><code>Tensor y = Ops.Select([x > 1, x > 0], [Ops.OnesLike(x), x]);</code></example>
    public static Tensor Select(ReadOnlySpan<Tensor> conditions, ReadOnlySpan<Tensor> choices, double defaultValue = 0)
    {
        if (conditions.Length == 0 || conditions.Length != choices.Length)
        {
            throw new ArgumentException(
                $"select — needs a condition for each choice, at least one. Received {Text.Of(conditions.Length)} conditions and {Text.Of(choices.Length)} choices.");
        }

        Tensor y = Constant(defaultValue, choices[0]);
        for (int i = conditions.Length - 1; i >= 0; i--)
        {
            y = Where(conditions[i], choices[i], y);
        }

        return y;
    }

    /// <summary>The places, axis by axis, of indices into the flattened form of a shape.</summary>
    /// <param name="indices">int32 or int64, any shape; negative ones count from the end.</param>
    /// <param name="shape">The shape.</param>
    /// <returns>A tensor for each axis, in the shape and type of the indices.</returns>
    /// <exception cref="ArgumentException">An index is outside of the shape.</exception>
    public static Tensor[] UnravelIndex(this Tensor indices, Shape shape)
    {
        if (indices.IsSymbolic)
        {
            return Op.ComposeAll("unravel_index", indices, own => UnravelIndex(own, shape), ("shape", shape));
        }

        Tensor rest = IndexCheck.Wrapped(indices, checked((int)shape.Length), "unravel_index");
        var places = new Tensor[shape.Rank];
        for (int axis = shape.Rank - 1; axis >= 0; axis--)
        {
            // exact: float64 holds all numbers of elements, and the conversion cuts the fraction off
            Tensor next = (rest.Cast(DType.Float64) / shape[axis]).Cast(rest.DType);
            places[axis] = rest - (next * shape[axis]);
            rest = next;
        }

        return places;
    }

    /// <summary>The places, axis by axis, of the values that are not 0, in row-major order. It looks at the values: there is no symbolic form.</summary>
    /// <param name="x">Any shape and type.</param>
    /// <returns>An int32 vector for each axis.</returns>
    /// <example><code>Tensor rows = Ops.Nonzero(matrix)[0];</code></example>
    public static Tensor[] Nonzero(this Tensor x)
    {
        bool[] set = x.Cast(DType.Bool).ToArray<bool>();
        int[] flat = [.. Enumerable.Range(0, set.Length).Where(i => set[i])];
        return UnravelIndex(Integers(flat, [flat.Length], x), x.Shape);
    }

    /// <summary>The number of axes.</summary>
    public static int Ndim(Tensor x) => x.Rank;

    /// <summary>The number of values.</summary>
    public static long Size(Tensor x) => x.Length;
}
