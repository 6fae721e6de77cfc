namespace Sharpkeras.Layers;

/// <summary>
/// What layers share that merge several inputs element by element. Shapes broadcast after the batch axis; an input of lower rank gets axes of
/// length 1 after the batch. The output has a mask where all inputs have one: a step counts when it counts in any of them.
/// </summary>
public abstract class ElementwiseMerge : Merge
{
    private protected ElementwiseMerge(string? name, bool trainable, DType dtype)
        : base(name, trainable, dtype)
    {
    }

    /// <inheritdoc/>
    protected override Tensor? ComputeMask(Tensors inputs, Tensors outputs)
    {
        if (inputs.Any(input => input.Mask == null))
        {
            return null;
        }

        int rank = inputs.Max(input => input.Mask!.Rank);
        return inputs.Select(input => Masks.Fit(input.Mask!, rank)).Aggregate(Ops.LogicalOr);
    }

    private protected override void CheckShapes(IReadOnlyList<Shape> shapes)
    {
        CheckBatch(shapes);
        int[] merged = [];
        foreach (Shape shape in shapes)
        {
            int[] sample = shape.ToArray()[Math.Min(1, shape.Rank)..];
            merged = Broadcast(merged, sample) ?? throw Unfit(shapes, "the shapes do not broadcast", "after the batch, dimensions must agree or be 1");
        }
    }

    private protected sealed override Tensor Combine(Tensor[] inputs)
    {
        int rank = inputs.Max(input => input.Rank);
        return MergeAligned([.. inputs.Select(input => Aligned(input, rank))]);
    }

    /// <summary>The merged value of inputs of one rank.</summary>
    private protected virtual Tensor MergeAligned(Tensor[] inputs) => inputs.Aggregate(MergePair);

    /// <summary>The merged value of two.</summary>
    private protected abstract Tensor MergePair(Tensor left, Tensor right);

    /// <summary>The dimensions to which both broadcast, aligned at the end; unknown ones may turn out to fit. Null when they cannot.</summary>
    private static int[]? Broadcast(int[] left, int[] right)
    {
        int[] result = new int[Math.Max(left.Length, right.Length)];
        for (int i = 1; i <= result.Length; i++)
        {
            int a = i <= left.Length ? left[^i] : 1;
            int b = i <= right.Length ? right[^i] : 1;
            if (a != b && a != 1 && b != 1 && Math.Min(a, b) >= 0)
            {
                return null;
            }

            result[^i] = a == 1 ? b : b == 1 ? a : Math.Max(a, b);
        }

        return result;
    }

    /// <summary>An input with axes of length 1 after the batch, up to a rank. Like any operation this drops its mask.</summary>
    private static Tensor Aligned(Tensor input, int rank)
    {
        while (input.Rank < rank)
        {
            input = Ops.ExpandDims(input, Math.Min(1, input.Rank));
        }

        return input;
    }
}
