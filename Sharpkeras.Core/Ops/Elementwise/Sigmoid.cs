using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>1 / (1 + e⁻ˣ), stable at both ends. The result remembers x for the binary cross-entropy.</summary>
    /// <param name="x">Any shape, float32 or float64.</param>
    /// <returns>The same shape and type.</returns>
    /// <example><code>Tensor y = Ops.Sigmoid(x);</code></example>
    [Activation<SigmoidKernel>("sigmoid")]
    public static Tensor Sigmoid(this Tensor x)
    {
        if (x.IsSymbolic)
        {
            return Op.Compose("sigmoid", x, Sigmoid);
        }

        Tensor y = UnaryOp<SigmoidKernel>.Apply(x);
        y.RememberLogits(x, LogitsOf.Sigmoid);
        return y;
    }
}
