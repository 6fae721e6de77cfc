using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>x².</summary>
    /// <param name="x">Any shape, every numeric type.</param>
    /// <returns>The same shape and type.</returns>
    /// <example><code>Tensor y = Ops.Square(x);</code></example>
    public static Tensor Square(this Tensor x) => NumberUnaryOp<SquareKernel>.Apply(x);
}
