namespace Sharpkeras.Gpu.Kernels;

/// <summary>
/// A box of elements that is copied from a source to a target: its dimensions from the innermost outward without those of one element,
/// neighbours joined where both sides allow it, and the distance between neighbours on both sides.
/// </summary>
internal sealed class BoxPlan
{
    private readonly int[] sizes = new int[Shape.MaxRank];
    private readonly int[] sources = new int[Shape.MaxRank];
    private readonly int[] targets = new int[Shape.MaxRank];
    private int sourceStart;
    private int targetStart;

    /// <summary>The number of joined dimensions; 0 for a single element.</summary>
    public int Rank { get; private set; }

    /// <summary>The number of elements.</summary>
    public int Length { get; private set; } = 1;

    /// <summary>Whether the elements lie side by side in the source and in the target.</summary>
    public bool IsContiguous => Rank == 0 || (Rank == 1 && sources[0] == 1 && targets[0] == 1);

    /// <summary>Where the box begins in the source and in the target.</summary>
    public (int Source, int Target) Start => (sourceStart, targetStart);

    /// <summary>The box of a window, axes from the outermost inward.</summary>
    public static BoxPlan OfWindow(
        Shape source,
        ReadOnlySpan<int> sourceStart,
        ReadOnlySpan<int> sourceStep,
        Shape target,
        ReadOnlySpan<int> targetStart,
        ReadOnlySpan<int> targetStep,
        ReadOnlySpan<int> size)
    {
        var plan = new BoxPlan();
        int from = 1;
        int to = 1;
        for (int axis = size.Length - 1; axis >= 0; axis--)
        {
            plan.sourceStart += from * sourceStart[axis];
            plan.targetStart += to * targetStart[axis];
            plan.Add(size[axis], from * sourceStep[axis], to * targetStep[axis]);
            from *= source[axis];
            to *= target[axis];
        }

        return plan;
    }

    /// <summary>The box of a transpose, in the order of the target: its own distances are those of a whole tensor.</summary>
    public static BoxPlan OfTranspose(Shape source, ReadOnlySpan<int> permutation)
    {
        Span<int> strides = stackalloc int[Shape.MaxRank];
        int stride = 1;
        for (int axis = source.Rank - 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride *= source[axis];
        }

        var plan = new BoxPlan();
        int to = 1;
        for (int axis = permutation.Length - 1; axis >= 0; axis--)
        {
            int own = permutation[axis];
            plan.Add(source[own], strides[own], to);
            to *= source[own];
        }

        return plan;
    }

    /// <summary>A dimension, the innermost first.</summary>
    public int Size(int dimension) => dimension < Rank ? sizes[dimension] : 1;

    /// <summary>The distance between neighbours in the source.</summary>
    public int Source(int dimension) => sources[dimension];

    /// <summary>The distance between neighbours in the target.</summary>
    public int Target(int dimension) => targets[dimension];

    /// <summary>The dimension other than the innermost whose neighbours lie side by side in the source; −1 where there is none.</summary>
    public int SourceInner()
    {
        for (int dimension = 1; dimension < Rank; dimension++)
        {
            if (sources[dimension] == 1)
            {
                return dimension;
            }
        }

        return -1;
    }

    /// <summary>The box without two of its dimensions.</summary>
    public BoxPlan Without(int first, int second)
    {
        var plan = new BoxPlan { sourceStart = sourceStart, targetStart = targetStart };
        for (int dimension = 0; dimension < Rank; dimension++)
        {
            if (dimension != first && dimension != second)
            {
                plan.Add(sizes[dimension], sources[dimension], targets[dimension]);
            }
        }

        return plan;
    }

    /// <summary>
    /// The box in elements of twice the size, where pairs of elements stay together; the caller has seen to it that both tensors begin at
    /// an even element.
    /// </summary>
    public bool TryPair()
    {
        if (Rank == 0 || sources[0] != 1 || targets[0] != 1 || !IsEven())
        {
            return false;
        }

        sizes[0] /= 2;
        for (int dimension = 1; dimension < Rank; dimension++)
        {
            sources[dimension] /= 2;
            targets[dimension] /= 2;
        }

        sourceStart /= 2;
        targetStart /= 2;
        Length /= 2;
        return true;
    }

    /// <summary>The form that kernels take.</summary>
    public BoxWalk Walk() => new()
    {
        Rank = Math.Max(Rank, 1),
        SourceStart = sourceStart,
        TargetStart = targetStart,
        D0 = Size(0),
        D1 = Size(1),
        D2 = Size(2),
        D3 = Size(3),
        D4 = Size(4),
        D5 = Size(5),
        D6 = Size(6),
        S0 = sources[0],
        S1 = sources[1],
        S2 = sources[2],
        S3 = sources[3],
        S4 = sources[4],
        S5 = sources[5],
        S6 = sources[6],
        S7 = sources[7],
        T0 = targets[0],
        T1 = targets[1],
        T2 = targets[2],
        T3 = targets[3],
        T4 = targets[4],
        T5 = targets[5],
        T6 = targets[6],
        T7 = targets[7],
    };

    private void Add(int size, int source, int target)
    {
        Length *= size;
        if (size == 1)
        {
            return;
        }

        int last = Rank - 1;
        if (last >= 0 && source == sources[last] * sizes[last] && target == targets[last] * sizes[last])
        {
            sizes[last] *= size;
            return;
        }

        sizes[Rank] = size;
        sources[Rank] = source;
        targets[Rank] = target;
        Rank++;
    }

    private bool IsEven()
    {
        int bits = sizes[0] | sourceStart | targetStart;
        for (int dimension = 1; dimension < Rank; dimension++)
        {
            bits |= sources[dimension] | targets[dimension];
        }

        return (bits & 1) == 0;
    }
}
