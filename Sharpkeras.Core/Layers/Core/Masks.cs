namespace Sharpkeras.Layers;

/// <summary>Arithmetic of masks.</summary>
internal static class Masks
{
    /// <summary>A mask [batch, steps] with axes of length 1 at its end, so that it broadcasts to a tensor [batch, steps, …] of a rank.</summary>
    public static Tensor Fit(Tensor mask, int rank) => mask.Rank == rank
        ? mask
        : mask.Reshape([.. mask.Shape.ToArray(), .. Enumerable.Repeat(1, rank - mask.Rank)]);

    /// <summary>Whether any value along axes is true.</summary>
    public static Tensor Any(Tensor mask, int[] axes, bool keepDims = false) => axes.Length == 0
        ? mask
        : Ops.Max(mask.Cast(DType.UInt8), axes, keepDims).Cast(DType.Bool);

    /// <summary>Folds tensors of one rank by an operation of two, each with the values that the masks of both let through.</summary>
    public static Tensor MergeVisible(Tensor[] inputs, Func<Tensor, Tensor, Tensor> merge)
    {
        Tensor result = inputs[0];
        Tensor? visible = result.Mask == null ? null : Fit(result.Mask, result.Rank);
        foreach (Tensor input in inputs.Skip(1))
        {
            Tensor? mask = input.Mask == null ? null : Fit(input.Mask, input.Rank);
            Tensor x = mask == null ? input : Ops.Where(mask, input, result);
            result = merge(visible == null ? result : Ops.Where(visible, result, x), x);
            visible = mask == null || visible == null ? null : Ops.LogicalOr(visible, mask);
        }

        return result;
    }
}
