using Sharpkeras.Diagnostics;
using Sharpkeras.Serialization;

namespace Sharpkeras.Initializers;

/// <summary>A matrix with the gain on its diagonal and zeros elsewhere.</summary>
/// <param name="gain">The value on the diagonal.</param>
/// <exception cref="ArgumentOutOfRangeException">The gain is not finite.</exception>
[KerasAlias("IdentityInitializer")]
public sealed class Identity(double gain = 1) : Initializer
{
    /// <summary>The value on the diagonal.</summary>
    public double Gain { get; } = Check.Finite(gain, nameof(gain), "identity");

    /// <summary>New values on the default device.</summary>
    /// <param name="shape">Two dimensions, which may differ.</param>
    /// <param name="dtype">A floating type.</param>
    /// <exception cref="ShapeException">The shape has not two dimensions.</exception>
    public override Tensor Call(Shape shape, DType dtype = DType.Float32)
    {
        if (shape.Rank != 2)
        {
            throw new ShapeException($"identity — only a matrix can begin as one. Received shape {shape}; use another initializer.");
        }

        double[] values = new double[shape.Length];
        for (int i = 0; i < Math.Min(shape[0], shape[1]); i++)
        {
            values[((long)i * shape[1]) + i] = Gain;
        }

        Tensor target = Rent(shape, dtype);
        RandomFill.Write(values, target);
        return target;
    }
}
