namespace Sharpkeras.Layers;

/// <summary>The smallest of the inputs at each place. A step that an input's mask hides does not take part. The shapes broadcast after the batch axis.</summary>
/// <example><code>Tensor smallest = new Minimum().Call([a, b]);</code></example>
public sealed class Minimum : ElementwiseMerge
{
    /// <summary>A layer that takes the smallest value.</summary>
    /// <param name="name">The name.</param>
    /// <param name="trainable">Without effect: there are no weights.</param>
    /// <param name="dtype">The type of the computation.</param>
    public Minimum(string? name = null, bool trainable = true, DType dtype = DType.Float32)
        : base(name, trainable, dtype)
    {
    }

    private protected override Tensor MergeAligned(Tensor[] inputs) => Masks.MergeVisible(inputs, MergePair);

    private protected override Tensor MergePair(Tensor left, Tensor right) => Ops.Minimum(left, right);
}
