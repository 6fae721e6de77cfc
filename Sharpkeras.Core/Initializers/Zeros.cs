using Sharpkeras.Serialization;

namespace Sharpkeras.Initializers;

/// <summary>All zero.</summary>
[KerasAlias("zero")]
public sealed class Zeros : Initializer
{
    /// <inheritdoc/>
    public override Tensor Call(Shape shape, DType dtype = DType.Float32)
    {
        Tensor values = Rent(shape, dtype);
        Devices.Backend.Of(values).Fill(values, 0);
        return values;
    }
}
