using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>The number next to a in the direction of b; a where both are equal. The gradient for b is 0. The shapes broadcast.</summary>
    /// <param name="a">Any shape, float32 or float64.</param>
    /// <param name="b">The same type; a shape that broadcasts with that of <paramref name="a"/>.</param>
    /// <returns>The shape to which both broadcast.</returns>
    /// <exception cref="Diagnostics.ShapeException">The shapes do not broadcast.</exception>
    /// <exception cref="Diagnostics.DTypeException">The types differ or do not fit.</exception>
    /// <example><code>Tensor y = Ops.Nextafter(a, b);</code></example>
    public static Tensor Nextafter(this Tensor a, Tensor b) => BinaryOp<NextafterKernel>.Apply(a, b);
}

/// <summary>The number next to a in the direction of b; a where both are equal. The gradient for b is 0.</summary>
internal readonly struct NextafterKernel : IBinaryKernel
{
    public static GradientNeeds Needs => GradientNeeds.Nothing;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V a, V b)
        where V : struct, ILane<V>
    {
        V up = V.BitIncrement(a);
        V down = -V.BitIncrement(-a);
        V moved = V.Select(V.Greater(b, a), up, V.Select(V.Greater(a, b), down, b));
        return V.Select(V.Equal(a, a), moved, a);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V GradientA<V>(V a, V b, V y, V dy)
        where V : struct, ILane<V> => dy;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V GradientB<V>(V a, V b, V y, V dy)
        where V : struct, ILane<V> => V.Of(0);
}
