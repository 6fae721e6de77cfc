using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>The arc sine, in radians from −π/2 to π/2; not a number outside of [−1, 1].</summary>
    /// <param name="x">Any shape, float32 or float64.</param>
    /// <returns>The same shape and type.</returns>
    /// <example><code>Tensor y = Ops.Arcsin(x);</code></example>
    public static Tensor Arcsin(this Tensor x) => UnaryOp<ArcsinKernel>.Apply(x);
}

/// <summary>atan(x / √(1 − x²)), with 1 − x² as a product: no digits are lost near 1.</summary>
internal readonly struct ArcsinKernel : IUnaryKernel
{
    public static GradientNeeds Needs => GradientNeeds.Input;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V x)
        where V : struct, ILane<V> => V.Atan(x / V.Sqrt((V.Of(1) - x) * (V.Of(1) + x)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Gradient<V>(V x, V y, V dy)
        where V : struct, ILane<V> => dy / V.Sqrt((V.Of(1) - x) * (V.Of(1) + x));
}
