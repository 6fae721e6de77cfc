using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>eˣ.</summary>
    /// <param name="x">Any shape, float32 or float64.</param>
    /// <returns>The same shape and type.</returns>
    /// <example><code>Tensor y = Ops.Exp(x);</code></example>
    [Activation<ExpKernel>("exponential")]
    public static Tensor Exp(this Tensor x) => UnaryOp<ExpKernel>.Apply(x);
}
