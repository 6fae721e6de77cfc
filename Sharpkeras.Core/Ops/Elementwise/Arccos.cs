using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>The arc cosine, in radians from 0 to π; not a number outside of [−1, 1].</summary>
    /// <param name="x">Any shape, float32 or float64.</param>
    /// <returns>The same shape and type.</returns>
    /// <example><code>Tensor y = Ops.Arccos(x);</code></example>
    public static Tensor Arccos(this Tensor x) => UnaryOp<ArccosKernel>.Apply(x);
}

/// <summary>2·atan √((1 − x) / (1 + x)), which loses no digits near 1, where the arc cosine is 0.</summary>
internal readonly struct ArccosKernel : IUnaryKernel
{
    public static GradientNeeds Needs => GradientNeeds.Input;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V x)
        where V : struct, ILane<V> => V.Of(2) * V.Atan(V.Sqrt((V.Of(1) - x) / (V.Of(1) + x)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Gradient<V>(V x, V y, V dy)
        where V : struct, ILane<V> => -dy / V.Sqrt((V.Of(1) - x) * (V.Of(1) + x));
}
