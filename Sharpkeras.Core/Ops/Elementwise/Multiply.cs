using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>a·b. The shapes broadcast.</summary>
    /// <param name="a">Any shape, every numeric type.</param>
    /// <param name="b">The same type; a shape that broadcasts with that of <paramref name="a"/>.</param>
    /// <returns>The shape to which both broadcast.</returns>
    /// <exception cref="Diagnostics.ShapeException">The shapes do not broadcast.</exception>
    /// <exception cref="Diagnostics.DTypeException">The types differ or do not fit.</exception>
    /// <example><code>Tensor y = Ops.Multiply(a, b);</code></example>
    public static Tensor Multiply(this Tensor a, Tensor b) => NumberBinaryOp<MultiplyKernel>.Apply(a, b);
}
