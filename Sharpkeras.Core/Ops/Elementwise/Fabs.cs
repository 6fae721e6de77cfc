using Sharpkeras.Diagnostics;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>|x| of floating numbers; <see cref="Abs"/> takes integers too.</summary>
    /// <param name="x">Any shape, float32 or float64.</param>
    /// <returns>The same shape and type.</returns>
    /// <exception cref="DTypeException">The elements are not floating.</exception>
    /// <example><code>Tensor y = Ops.Fabs(x);</code></example>
    public static Tensor Fabs(this Tensor x)
    {
        Check.Floating(x, "fabs");
        return Abs(x);
    }
}
