namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>max(x, 0) and max(−x, 0), one after the other along an axis (Shang et al. 2016).</summary>
    /// <param name="x">Any shape of rank 1 or more, every numeric type.</param>
    /// <param name="axis">The axis that becomes twice as long, negative from the end.</param>
    /// <returns>The shape with the axis doubled, the same type.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <example><code>Tensor y = Ops.Crelu(x);</code></example>
    public static Tensor Crelu(this Tensor x, int axis = -1) => Relu(Concatenate([x, -x], axis));
}
