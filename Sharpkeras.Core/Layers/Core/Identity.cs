namespace Sharpkeras.Layers;

/// <summary>Changes nothing: the inputs are the outputs, with their masks.</summary>
/// <example><code>Tensor same = new Identity().Call(x);</code></example>
public sealed class Identity : Layer
{
    /// <summary>A layer that changes nothing.</summary>
    /// <param name="name">The name.</param>
    /// <param name="trainable">Without effect: there are no weights.</param>
    /// <param name="dtype">The type to which floating inputs are converted.</param>
    public Identity(string? name = null, bool trainable = true, DType dtype = DType.Float32)
        : base(name, trainable, dtype)
    {
        SupportsMasking = true;
    }

    /// <inheritdoc/>
    protected override Tensors Forward(Tensors inputs, CallContext context) => inputs;
}
