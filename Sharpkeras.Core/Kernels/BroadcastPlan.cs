namespace Sharpkeras.Kernels;

/// <summary>
/// How operands that broadcast are walked: the output's dimensions with neighbours joined where every operand allows it, and for
/// each operand the distance between neighbours, 0 where it is repeated. The last dimension is the inner loop.
/// </summary>
internal sealed class BroadcastPlan
{
    private readonly int[] dimensions;
    private readonly long[] strides;
    private readonly int operands;

    public BroadcastPlan(Shape output, params ReadOnlySpan<Shape> shapes)
    {
        operands = shapes.Length;
        Span<int> joined = stackalloc int[Shape.MaxRank + 1];
        Span<long> steps = stackalloc long[(Shape.MaxRank + 1) * operands];
        int rank = Join(output, shapes, joined, steps);
        dimensions = joined[..rank].ToArray();
        strides = steps[..(rank * operands)].ToArray();
        Outer = 1;
        foreach (int dimension in dimensions[1..])
        {
            Outer *= dimension;
        }
    }

    /// <summary>The number of joined dimensions, at least 1.</summary>
    public int Rank => dimensions.Length;

    /// <summary>The number of operands.</summary>
    public int Operands => operands;

    /// <summary>The length of the inner loop.</summary>
    public int Inner => dimensions[0];

    /// <summary>How often the inner loop runs.</summary>
    public long Outer { get; }

    /// <summary>Whether an operand moves in the inner loop (1) or is repeated (0).</summary>
    public int InnerStep(int operand) => (int)strides[operand];

    /// <summary>A joined dimension, the innermost first.</summary>
    public int Dimension(int index) => dimensions[index];

    /// <summary>The distance between an operand's neighbours along a joined dimension; 0 where it is repeated.</summary>
    public long Stride(int index, int operand) => strides[(index * operands) + operand];

    /// <summary>The element of an operand at which an inner loop begins.</summary>
    public long Offset(int operand, long outer)
    {
        long offset = 0;
        for (int i = 1; i < dimensions.Length; i++)
        {
            outer = Math.DivRem(outer, dimensions[i], out long index);
            offset += index * strides[(i * operands) + operand];
        }

        return offset;
    }

    /// <summary>Fills the dimensions from the innermost outward; returns their number, at least 1.</summary>
    private static int Join(Shape output, ReadOnlySpan<Shape> shapes, Span<int> joined, Span<long> steps)
    {
        int count = shapes.Length;
        Span<long> length = stackalloc long[count];
        Span<long> current = stackalloc long[count];
        length.Fill(1);
        int rank = 0;
        for (int axis = 1; axis <= output.Rank; axis++)
        {
            int dimension = output[^axis];
            if (dimension == 1)
            {
                continue;
            }

            for (int o = 0; o < count; o++)
            {
                int own = axis <= shapes[o].Rank ? shapes[o][^axis] : 1;
                current[o] = own == 1 ? 0 : length[o];
                length[o] *= own;
            }

            if (rank > 0 && Continues(joined[rank - 1], steps.Slice((rank - 1) * count, count), current))
            {
                joined[rank - 1] = checked(joined[rank - 1] * dimension);
                continue;
            }

            joined[rank] = dimension;
            current.CopyTo(steps[(rank * count)..]);
            rank++;
        }

        if (rank == 0)
        {
            joined[0] = 1;
            steps[..count].Fill(1);
            rank = 1;
        }

        return rank;
    }

    private static bool Continues(int dimension, ReadOnlySpan<long> inner, ReadOnlySpan<long> outer)
    {
        for (int o = 0; o < inner.Length; o++)
        {
            if (outer[o] != inner[o] * dimension)
            {
                return false;
            }
        }

        return true;
    }
}
