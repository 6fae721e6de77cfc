using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>The inverse of the hyperbolic tangent, ½·ln((1 + x) / (1 − x)); infinite at ±1, not a number beyond.</summary>
    /// <param name="x">Any shape, float32 or float64.</param>
    /// <returns>The same shape and type.</returns>
    /// <example><code>Tensor y = Ops.Arctanh(x);</code></example>
    public static Tensor Arctanh(this Tensor x) => UnaryOp<ArctanhKernel>.Apply(x);
}

/// <summary>The inverse of the hyperbolic tangent, ½·ln((1 + x) / (1 − x)); infinite at ±1, not a number beyond.</summary>
internal readonly struct ArctanhKernel : IUnaryKernel
{
    public static GradientNeeds Needs => GradientNeeds.Input;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V x)
        where V : struct, ILane<V>
    {
        // ½·ln(1 + 2a / (1 − a)) for a = |x| loses no digits near 0
        V a = V.Abs(x);
        V magnitude = V.Of(0.5) * V.Log1p(V.Of(2) * a / (V.Of(1) - a));
        return V.Select(V.Greater(V.Of(0), x), -magnitude, magnitude);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Gradient<V>(V x, V y, V dy)
        where V : struct, ILane<V> => dy / ((V.Of(1) - x) * (V.Of(1) + x));
}
