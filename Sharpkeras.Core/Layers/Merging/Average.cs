namespace Sharpkeras.Layers;

/// <summary>The mean of the inputs, (x₀ + … + xₙ₋₁) / n; integers are converted to the layer's type. The shapes broadcast after the batch axis.</summary>
/// <example><code>Tensor mean = new Average().Call([a, b, c]);</code></example>
public sealed class Average : ElementwiseMerge
{
    /// <summary>A layer that takes the mean.</summary>
    /// <param name="name">The name.</param>
    /// <param name="trainable">Without effect: there are no weights.</param>
    /// <param name="dtype">The type of the computation.</param>
    public Average(string? name = null, bool trainable = true, DType dtype = DType.Float32)
        : base(name, trainable, dtype)
    {
    }

    private protected override Tensor MergeAligned(Tensor[] inputs)
    {
        Tensor sum = base.MergeAligned(inputs);
        return (sum.DType.IsFloating() ? sum : sum.Cast(DType)) / inputs.Length;
    }

    private protected override Tensor MergePair(Tensor left, Tensor right) => left + right;
}
