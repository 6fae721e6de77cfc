using Sharpkeras.Diagnostics;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>Cuts a tensor in equal parts along an axis.</summary>
    /// <param name="x">Any shape and type.</param>
    /// <param name="sections">The number of parts, which divides the length of the axis.</param>
    /// <param name="axis">The axis, negative from the end.</param>
    /// <returns>The parts, in order.</returns>
    /// <exception cref="ArgumentException">The number does not divide the length.</exception>
    /// <example><code>Tensor[] gates = Ops.Split(x, 4, axis: -1);</code></example>
    public static Tensor[] Split(this Tensor x, int sections, int axis = 0)
    {
        if (x.IsSymbolic)
        {
            return Op.ComposeAll("split", x, own => Split(own, sections, axis), ("sections", sections), ("axis", axis));
        }

        int place = x.Shape.Axis(axis, "split");
        if (sections <= 0 || x.Shape[place] % sections != 0)
        {
            throw new ArgumentException(
                $"split — the number of parts must be positive and divide axis {Text.Of(place)} of shape {x.Shape}. Received {Text.Of(sections)}.", nameof(sections));
        }

        int size = x.Shape[place] / sections;
        return Split(x, [.. Enumerable.Range(1, sections - 1).Select(i => i * size)], place);
    }

    /// <summary>Cuts a tensor before the given places of an axis.</summary>
    /// <param name="x">Any shape and type.</param>
    /// <param name="indices">Where the parts after the first begin, negative from the end; a part is empty where the next does not begin later.</param>
    /// <param name="axis">The axis, negative from the end.</param>
    /// <returns>One part more than there are places.</returns>
    public static Tensor[] Split(this Tensor x, int[] indices, int axis = 0)
    {
        if (x.IsSymbolic)
        {
            return Op.ComposeAll("split", x, own => Split(own, indices, axis), ("indices", indices), ("axis", axis));
        }

        int place = x.Shape.Axis(axis, "split");
        int length = x.Shape[place];
        int[] cuts = [0, .. indices.Select(index => Math.Clamp(index < 0 ? index + length : index, 0, length)), length];
        var parts = new Tensor[indices.Length + 1];
        for (int i = 0; i < parts.Length; i++)
        {
            parts[i] = Part(x, place, cuts[i], Math.Max(0, cuts[i + 1] - cuts[i]));
        }

        return parts;
    }

    /// <summary>The entries along an axis, without it.</summary>
    /// <param name="x">Any shape and type.</param>
    /// <param name="num">The length of the axis, to check; null for whatever it is.</param>
    /// <param name="axis">The axis, negative from the end.</param>
    /// <returns>As many tensors as the axis is long.</returns>
    /// <exception cref="ArgumentException">The axis has another length.</exception>
    /// <example><code>Tensor[] steps = Ops.Unstack(x, axis: 1);</code></example>
    public static Tensor[] Unstack(this Tensor x, int? num = null, int axis = 0)
    {
        if (x.IsSymbolic)
        {
            return Op.ComposeAll("unstack", x, own => Unstack(own, num, axis), ("num", num), ("axis", axis));
        }

        int place = x.Shape.Axis(axis, "unstack");
        if (num is { } wanted && wanted != x.Shape[place])
        {
            throw new ArgumentException($"unstack — axis {Text.Of(place)} of shape {x.Shape} has another length. Received num {Text.Of(wanted)}.", nameof(num));
        }

        var entries = new Tensor[x.Shape[place]];
        for (int i = 0; i < entries.Length; i++)
        {
            entries[i] = Squeeze(Part(x, place, i, 1), place);
        }

        return entries;
    }

    /// <summary>A range of an axis; of the first one, and of all, a view.</summary>
    internal static Tensor Part(Tensor x, int axis, int begin, int count)
    {
        if (axis == 0)
        {
            return Op.Apply(new LeadingSliceOp(begin, count, x.Shape.With(0, count)), x);
        }

        int[] start = new int[x.Rank];
        int[] step = new int[x.Rank];
        start[axis] = begin;
        Array.Fill(step, 1);
        Shape size = x.Shape.With(axis, count);
        return Op.Apply(new WindowOp("slice", start, step, size.ToArray(), size), x);
    }
}
