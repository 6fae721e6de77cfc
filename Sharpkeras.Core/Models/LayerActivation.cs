using Sharpkeras.Layers;

namespace Sharpkeras.Models;

/// <summary>What a layer made of an input.</summary>
/// <param name="Name">The layer's name, with a number where it was called again; the input's name for inputs.</param>
/// <param name="Layer">The layer; null for an input.</param>
/// <param name="Values">Its outputs.</param>
public sealed record LayerActivation(string Name, Layer? Layer, Tensors Values)
{
    /// <summary>Its only output.</summary>
    /// <exception cref="InvalidOperationException">There are several.</exception>
    public Tensor Value => Values.Single;
}
