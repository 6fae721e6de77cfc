namespace Sharpkeras.Layers;

/// <summary>A layer around another one, which is the first argument and stands in the config.</summary>
public abstract class Wrapper : Layer
{
    /// <summary>The properties that all wrappers have.</summary>
    /// <param name="layer">The layer inside.</param>
    /// <param name="name">The name.</param>
    /// <param name="trainable">Whether training changes the weights of the layer inside.</param>
    /// <param name="dtype">The type of the wrapper's own computation.</param>
    protected Wrapper(Layer layer, string? name = null, bool trainable = true, DType dtype = DType.Float32)
        : base(name, trainable, dtype)
    {
        ArgumentNullException.ThrowIfNull(layer);
        Layer = layer;
    }

    /// <summary>The layer inside.</summary>
    public Layer Layer { get; }

    /// <inheritdoc/>
    public override void Build(Shape inputShape) => Layer.EnsureBuilt(inputShape);
}
