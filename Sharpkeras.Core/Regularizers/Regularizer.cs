using Sharpkeras.Serialization;

namespace Sharpkeras.Regularizers;

/// <summary>A penalty on the size of weights or outputs, which is added to the loss. A Keras name converts to one: <c>"l2"</c>.</summary>
public abstract class Regularizer : KerasObject
{
    /// <summary>A regularizer from its Keras name, with default arguments.</summary>
    /// <exception cref="ArgumentException">No regularizer has that name.</exception>
    public static implicit operator Regularizer(string name) => (Regularizer)KerasRegistry.FromName(typeof(Regularizer), name);

    /// <summary>The penalty, a scalar.</summary>
    /// <param name="x">A weight or an output, any shape, floating.</param>
    public abstract Tensor Call(Tensor x);
}
