using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>The hyperbolic tangent.</summary>
    /// <param name="x">Any shape, float32 or float64.</param>
    /// <returns>The same shape and type.</returns>
    /// <example><code>Tensor y = Ops.Tanh(x);</code></example>
    [Activation<TanhKernel>("tanh")]
    public static Tensor Tanh(this Tensor x) => UnaryOp<TanhKernel>.Apply(x);
}
