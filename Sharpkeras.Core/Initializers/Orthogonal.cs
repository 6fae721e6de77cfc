using Sharpkeras.Devices;
using Sharpkeras.Diagnostics;
using Sharpkeras.Serialization;

namespace Sharpkeras.Initializers;

/// <summary>
/// Orthonormal columns, or rows where there are more columns, times a gain (Saxe, McClelland and Ganguli 2014). All dimensions but the last
/// are the rows. The matrix is drawn evenly from all such: the Q of normal numbers' QR decomposition, signed so that R's diagonal is positive.
/// </summary>
/// <param name="gain">The factor.</param>
/// <param name="seed">The seed; null draws one.</param>
/// <exception cref="ArgumentOutOfRangeException">The gain is not finite.</exception>
[KerasAlias("OrthogonalInitializer")]
public sealed class Orthogonal(double gain = 1, int? seed = null) : RandomInitializer(seed)
{
    /// <summary>The factor.</summary>
    public double Gain { get; } = Check.Finite(gain, nameof(gain), "orthogonal");

    /// <summary>New values on the default device.</summary>
    /// <param name="shape">Two dimensions or more.</param>
    /// <param name="dtype">A floating type.</param>
    /// <exception cref="ShapeException">The shape has fewer than two dimensions.</exception>
    public override Tensor Call(Shape shape, DType dtype = DType.Float32)
    {
        if (shape.Rank < 2)
        {
            throw new ShapeException($"orthogonal — needs two dimensions or more. Received shape {shape}; use another initializer.");
        }

        int columns = shape[^1];
        int rows = (int)(shape.Length / Math.Max(1, columns));
        int longer = Math.Max(rows, columns);
        double[][] basis = Normals(Math.Min(rows, columns), longer);
        Householder.Orthonormalize(basis);
        double[] values = new double[shape.Length];
        for (int i = 0; i < values.Length; i++)
        {
            (int row, int column) = Math.DivRem(i, columns);
            values[i] = Gain * (rows >= columns ? basis[column][row] : basis[row][column]);
        }

        Tensor target = Rent(shape, dtype);
        RandomFill.Write(values, target);
        return target;
    }

    private double[][] Normals(int count, int length)
    {
        using var scope = new TensorScope();
        Tensor draw = BackendProvider.Get(Device.Default).Rent([count, length], DType.Float32);
        RandomFill.Normal(draw, Key, 0, 1);
        float[] numbers = draw.ToArray<float>();
        return [.. Enumerable.Range(0, count).Select(i => Array.ConvertAll(numbers[(i * length)..((i + 1) * length)], number => (double)number))];
    }
}
