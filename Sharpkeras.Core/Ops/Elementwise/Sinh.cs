using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>The hyperbolic sine, (eˣ − e⁻ˣ) / 2.</summary>
    /// <param name="x">Any shape, float32 or float64.</param>
    /// <returns>The same shape and type.</returns>
    /// <example><code>Tensor y = Ops.Sinh(x);</code></example>
    public static Tensor Sinh(this Tensor x) => UnaryOp<SinhKernel>.Apply(x);
}

/// <summary>The hyperbolic sine, (eˣ − e⁻ˣ) / 2.</summary>
internal readonly struct SinhKernel : IUnaryKernel
{
    public static GradientNeeds Needs => GradientNeeds.Input;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V x)
        where V : struct, ILane<V>
    {
        // From e^|x| − 1, so that no digits are lost near 0: sinh = (m + m / (m + 1)) / 2.
        V m = V.Expm1(V.Abs(x));
        V half = V.Of(0.5) * (m + (m / (m + V.Of(1))));
        V magnitude = V.Select(V.Greater(m, V.Of(1e30)), V.Of(0.5) * m, half);
        return V.Select(V.Greater(V.Of(0), x), -magnitude, magnitude);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Gradient<V>(V x, V y, V dy)
        where V : struct, ILane<V>
    {
        V e = V.Exp(V.Abs(x));
        return dy * V.Of(0.5) * (e + (V.Of(1) / e));
    }
}
