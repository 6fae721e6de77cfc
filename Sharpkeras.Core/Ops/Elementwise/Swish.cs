namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>x·sigmoid(β·x) (Ramachandran et al. 2017).</summary>
    /// <param name="x">Any shape, float32 or float64.</param>
    /// <param name="beta">β; with 1 it is <see cref="Silu"/>.</param>
    /// <returns>The same shape and type.</returns>
    /// <example><code>Tensor y = Ops.Swish(x, beta: 1.5);</code></example>
    public static Tensor Swish(this Tensor x, double beta = 1) => beta == 1 ? Silu(x) : x * Sigmoid(x * beta);
}
