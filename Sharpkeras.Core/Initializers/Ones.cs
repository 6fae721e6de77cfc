using Sharpkeras.Serialization;

namespace Sharpkeras.Initializers;

/// <summary>All one.</summary>
[KerasAlias("one")]
public sealed class Ones : Initializer
{
    /// <inheritdoc/>
    public override Tensor Call(Shape shape, DType dtype = DType.Float32)
    {
        Tensor values = Rent(shape, dtype);
        Devices.Backend.Of(values).Fill(values, 1);
        return values;
    }
}
