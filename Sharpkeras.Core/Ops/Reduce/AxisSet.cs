using Sharpkeras.Diagnostics;

namespace Sharpkeras;

/// <summary>The axes of a fold, as bits, and the shapes that follow from them.</summary>
internal readonly struct AxisSet
{
    private readonly uint bits;

    public AxisSet(Shape shape, ReadOnlySpan<int> axes, bool all, string operation)
    {
        bits = all ? (1u << shape.Rank) - 1 : 0;
        foreach (int axis in axes)
        {
            uint bit = 1u << shape.Axis(axis, operation);
            if ((bits & bit) != 0)
            {
                throw new ArgumentException($"{operation} — an axis is named twice. Received axes {Text.List(axes, each => Text.Of(each))} for shape {shape}.");
            }

            bits |= bit;
        }
    }

    /// <summary>Axes counted from the front and sorted.</summary>
    public static int[] Places(Shape shape, ReadOnlySpan<int> axes, string operation)
    {
        var set = new AxisSet(shape, axes, false, operation);
        return [.. Enumerable.Range(0, shape.Rank).Where(set.Contains)];
    }

    /// <summary>The axes, counted from the front.</summary>
    public int[] ToArray()
    {
        AxisSet own = this;
        return [.. Enumerable.Range(0, Shape.MaxRank).Where(axis => own.Contains(axis))];
    }

    public bool Contains(int axis) => (bits & (1u << axis)) != 0;

    /// <summary>The input's shape with the axes at 1 or left out.</summary>
    public Shape Result(Shape shape, bool keepDims)
    {
        Span<int> result = stackalloc int[shape.Rank];
        int count = 0;
        for (int i = 0; i < shape.Rank; i++)
        {
            if (!Contains(i))
            {
                result[count++] = shape[i];
            }
            else if (keepDims)
            {
                result[count++] = 1;
            }
        }

        return Shape.Create(result[..count]);
    }

    /// <summary>The shape seen as [outer, channels, inner] with all channels kept and the rest folded; null where kept axes are apart.</summary>
    public Shape? Channels(Shape shape)
    {
        int first = 0;
        while (first < shape.Rank && Contains(first))
        {
            first++;
        }

        int end = first;
        while (end < shape.Rank && !Contains(end))
        {
            end++;
        }

        bool together = (bits >> end) == (1u << (shape.Rank - end)) - 1;
        return together
            ? [checked((int)shape[..first].Length), checked((int)shape[first..end].Length), checked((int)shape[end..].Length)]
            : null;
    }

    /// <summary>The number of values that are folded into one.</summary>
    public long Count(Shape shape)
    {
        long count = 1;
        for (int i = 0; i < shape.Rank; i++)
        {
            count *= Contains(i) ? shape[i] : 1;
        }

        return count;
    }

    public void Mark(Span<bool> axes)
    {
        for (int i = 0; i < axes.Length; i++)
        {
            axes[i] = Contains(i);
        }
    }
}
