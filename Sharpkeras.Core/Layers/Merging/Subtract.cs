namespace Sharpkeras.Layers;

/// <summary>The difference of two inputs, x₀ − x₁. The shapes broadcast after the batch axis.</summary>
/// <example><code>Tensor difference = new Subtract().Call([a, b]);</code></example>
public sealed class Subtract : ElementwiseMerge
{
    /// <summary>A layer that subtracts the second input from the first.</summary>
    /// <param name="name">The name.</param>
    /// <param name="trainable">Without effect: there are no weights.</param>
    /// <param name="dtype">The type of the computation.</param>
    public Subtract(string? name = null, bool trainable = true, DType dtype = DType.Float32)
        : base(name, trainable, dtype)
    {
    }

    private protected override void CheckShapes(IReadOnlyList<Shape> shapes)
    {
        CheckPair(shapes);
        base.CheckShapes(shapes);
    }

    private protected override Tensor MergePair(Tensor left, Tensor right) => left - right;
}
