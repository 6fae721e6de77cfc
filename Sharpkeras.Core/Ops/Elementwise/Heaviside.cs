using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>0 where a is below 0, 1 where it is above, b where it is 0. The gradient for a is 0. The shapes broadcast.</summary>
    /// <param name="a">Any shape, float32 or float64.</param>
    /// <param name="b">The same type; a shape that broadcasts with that of <paramref name="a"/>.</param>
    /// <returns>The shape to which both broadcast.</returns>
    /// <exception cref="Diagnostics.ShapeException">The shapes do not broadcast.</exception>
    /// <exception cref="Diagnostics.DTypeException">The types differ or do not fit.</exception>
    /// <example><code>Tensor y = Ops.Heaviside(a, b);</code></example>
    public static Tensor Heaviside(this Tensor a, Tensor b) => BinaryOp<HeavisideKernel>.Apply(a, b);
}

/// <summary>0 where a is below 0, 1 where it is above, b where it is 0. The gradient for a is 0.</summary>
internal readonly struct HeavisideKernel : IBinaryKernel
{
    public static GradientNeeds Needs => GradientNeeds.Input;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V a, V b)
        where V : struct, ILane<V> => V.Select(V.Greater(V.Of(0), a), V.Of(0), V.Select(V.Greater(a, V.Of(0)), V.Of(1), b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V GradientA<V>(V a, V b, V y, V dy)
        where V : struct, ILane<V> => V.Of(0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V GradientB<V>(V a, V b, V y, V dy)
        where V : struct, ILane<V> => V.Select(V.Or(V.Greater(V.Of(0), a), V.Greater(a, V.Of(0))), V.Of(0), dy);
}
