using Sharpkeras.Devices;
using Sharpkeras.Serialization;

namespace Sharpkeras.Initializers;

/// <summary>Makes the first values of a weight. A Keras name converts to one: <c>"glorot_uniform"</c>.</summary>
public abstract class Initializer : KerasObject
{
    /// <summary>An initializer from its Keras name, in either spelling, with default arguments.</summary>
    /// <exception cref="ArgumentException">No initializer has that name.</exception>
    public static implicit operator Initializer(string name) => (Initializer)KerasRegistry.FromName(typeof(Initializer), name);

    /// <summary>New values on the default device.</summary>
    /// <param name="shape">The shape of the weight.</param>
    /// <param name="dtype">A floating type.</param>
    public abstract Tensor Call(Shape shape, DType dtype = DType.Float32);

    /// <summary>A tensor on the default device whose content is still undefined.</summary>
    private protected static Tensor Rent(Shape shape, DType dtype) => BackendProvider.Get(Device.Default).Rent(shape, dtype);
}
