namespace Sharpkeras.Layers;

/// <summary>The sum of the inputs, x₀ + x₁ + …. The shapes broadcast after the batch axis.</summary>
/// <example><code>Tensor sum = new Add().Call([a, b]);</code></example>
public sealed class Add : ElementwiseMerge
{
    /// <summary>A layer that adds.</summary>
    /// <param name="name">The name.</param>
    /// <param name="trainable">Without effect: there are no weights.</param>
    /// <param name="dtype">The type of the computation.</param>
    public Add(string? name = null, bool trainable = true, DType dtype = DType.Float32)
        : base(name, trainable, dtype)
    {
    }

    private protected override Tensor MergePair(Tensor left, Tensor right) => left + right;
}
