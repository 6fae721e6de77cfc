namespace Sharpkeras.Layers;

/// <summary>
/// The product of the inputs, x₀ · x₁ · …. The shapes broadcast after the batch axis. A step that an input's mask hides counts as 1 there;
/// where all inputs have masks and all hide it, the product is 0.
/// </summary>
/// <example><code>Tensor product = new Multiply().Call([a, b]);</code></example>
public sealed class Multiply : ElementwiseMerge
{
    /// <summary>A layer that multiplies.</summary>
    /// <param name="name">The name.</param>
    /// <param name="trainable">Without effect: there are no weights.</param>
    /// <param name="dtype">The type of the computation.</param>
    public Multiply(string? name = null, bool trainable = true, DType dtype = DType.Float32)
        : base(name, trainable, dtype)
    {
    }

    private protected override Tensor MergeAligned(Tensor[] inputs)
    {
        Tensor product = base.MergeAligned([.. inputs.Select(OneWhereHidden)]);
        Tensor? visible = ComputeMask(inputs, []);
        return visible == null ? product : Ops.Where(Masks.Fit(visible, product.Rank), product, Ops.Constant(0, product));
    }

    private protected override Tensor MergePair(Tensor left, Tensor right) => left * right;

    private static Tensor OneWhereHidden(Tensor input) => input.Mask == null
        ? input
        : Ops.Where(Masks.Fit(input.Mask, input.Rank), input, Ops.Constant(1, input));
}
