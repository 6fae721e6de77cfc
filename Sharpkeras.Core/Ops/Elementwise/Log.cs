using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>The natural logarithm; minus infinity at 0, not a number below.</summary>
    /// <param name="x">Any shape, float32 or float64.</param>
    /// <returns>The same shape and type.</returns>
    /// <example><code>Tensor y = Ops.Log(x);</code></example>
    public static Tensor Log(this Tensor x) => UnaryOp<LogKernel>.Apply(x);
}
