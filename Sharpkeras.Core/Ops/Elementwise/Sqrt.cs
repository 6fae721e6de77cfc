using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>√x; not a number below 0.</summary>
    /// <param name="x">Any shape, float32 or float64.</param>
    /// <returns>The same shape and type.</returns>
    /// <example><code>Tensor y = Ops.Sqrt(x);</code></example>
    public static Tensor Sqrt(this Tensor x) => UnaryOp<SqrtKernel>.Apply(x);
}
