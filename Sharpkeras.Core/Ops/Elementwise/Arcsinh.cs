using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>The inverse of the hyperbolic sine, ln(x + √(x² + 1)).</summary>
    /// <param name="x">Any shape, float32 or float64.</param>
    /// <returns>The same shape and type.</returns>
    /// <example><code>Tensor y = Ops.Arcsinh(x);</code></example>
    public static Tensor Arcsinh(this Tensor x) => UnaryOp<ArcsinhKernel>.Apply(x);
}

/// <summary>The inverse of the hyperbolic sine, ln(x + √(x² + 1)).</summary>
internal readonly struct ArcsinhKernel : IUnaryKernel
{
    public static GradientNeeds Needs => GradientNeeds.Input;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V x)
        where V : struct, ILane<V>
    {
        // ln(1 + a + a² / (1 + √(a² + 1))) for a = |x| loses no digits near 0; far out, where a² overflows, it is ln 2a.
        V a = V.Abs(x);
        V near = V.Log1p(a + (a * a / (V.Of(1) + V.Sqrt((a * a) + V.Of(1)))));
        V far = V.Log(a) + V.Of(0.6931471805599453);
        V magnitude = V.Select(V.Greater(a, V.Of(268435456)), far, near);
        return V.Select(V.Greater(V.Of(0), x), -magnitude, magnitude);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Gradient<V>(V x, V y, V dy)
        where V : struct, ILane<V>
    {
        // 1 / √(x² + 1), without the square of a large x
        V a = V.Abs(x);
        V inverse = V.Of(1) / V.Max(a, V.Of(1));
        V small = V.Min(a, V.Of(1));
        return dy * inverse / V.Sqrt((small * small) + (inverse * inverse));
    }
}
