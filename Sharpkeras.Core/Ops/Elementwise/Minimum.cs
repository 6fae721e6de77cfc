using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>The smaller of a and b; not a number when either is. At equal values the gradient goes to a. The shapes broadcast.</summary>
    /// <param name="a">Any shape, every numeric type.</param>
    /// <param name="b">The same type; a shape that broadcasts with that of <paramref name="a"/>.</param>
    /// <returns>The shape to which both broadcast.</returns>
    /// <exception cref="Diagnostics.ShapeException">The shapes do not broadcast.</exception>
    /// <exception cref="Diagnostics.DTypeException">The types differ or do not fit.</exception>
    /// <example><code>Tensor y = Ops.Minimum(a, b);</code></example>
    public static Tensor Minimum(this Tensor a, Tensor b) => NumberBinaryOp<MinimumKernel>.Apply(a, b);
}

/// <summary>The smaller of a and b; not a number when either is. At equal values the gradient goes to a.</summary>
internal readonly struct MinimumKernel : INumberBinaryKernel
{
    public static GradientNeeds Needs => GradientNeeds.Input;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V a, V b)
        where V : struct, INumberLane<V> => V.Min(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V GradientA<V>(V a, V b, V y, V dy)
        where V : struct, INumberLane<V> => V.Select(V.GreaterOrEqual(b, a), dy, V.Of(0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V GradientB<V>(V a, V b, V y, V dy)
        where V : struct, INumberLane<V> => V.Select(V.GreaterOrEqual(b, a), V.Of(0), dy);
}
