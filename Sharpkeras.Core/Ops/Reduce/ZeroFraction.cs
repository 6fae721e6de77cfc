namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>The share of the values that are 0; not a number where there are none.</summary>
    /// <param name="x">Any shape, every numeric type.</param>
    /// <param name="dtype">The floating type of the result.</param>
    /// <returns>A scalar.</returns>
    /// <exception cref="Diagnostics.DTypeException">The type of the result is not floating.</exception>
    /// <example><code>double share = Ops.ZeroFraction(activations).Item&lt;float&gt;();</code></example>
    public static Tensor ZeroFraction(this Tensor x, DType dtype = DType.Float32) => Mean(Equal(x, Constant(0, x)).Cast(dtype));
}
