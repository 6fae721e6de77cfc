using Sharpkeras.Diagnostics;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>a / b. The shapes broadcast.</summary>
    /// <param name="a">Any shape, float32 or float64.</param>
    /// <param name="b">The same type; a shape that broadcasts with that of <paramref name="a"/>.</param>
    /// <returns>The shape to which both broadcast.</returns>
    /// <exception cref="DTypeException">The types differ, or are integers.</exception>
    /// <example><code>Tensor y = Ops.Divide(a, b);</code></example>
    public static Tensor Divide(this Tensor a, Tensor b)
    {
        if (!a.DType.IsFloating())
        {
            throw new DTypeException(
                $"divide — integers are not divided silently. Received {a.DType.KerasName()}; convert with a.Cast(DType.Float32), or use Ops.FloorDivide.");
        }

        return BinaryOp<DivideKernel>.Apply(a, b);
    }

    /// <summary>Keras's other word for <see cref="Divide"/>.</summary>
    /// <param name="a">Any shape, float32 or float64.</param>
    /// <param name="b">The same type; a shape that broadcasts with that of <paramref name="a"/>.</param>
    /// <returns>The shape to which both broadcast.</returns>
    public static Tensor TrueDivide(this Tensor a, Tensor b) => Divide(a, b);
}
