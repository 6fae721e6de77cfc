using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>The smaller of a and b; where one is not a number, the other. At equal values the gradient goes to a. The shapes broadcast.</summary>
    /// <param name="a">Any shape, every numeric type.</param>
    /// <param name="b">The same type; a shape that broadcasts with that of <paramref name="a"/>.</param>
    /// <returns>The shape to which both broadcast.</returns>
    /// <exception cref="Diagnostics.ShapeException">The shapes do not broadcast.</exception>
    /// <exception cref="Diagnostics.DTypeException">The types differ or do not fit.</exception>
    /// <example><code>Tensor y = Ops.Fmin(a, b);</code></example>
    public static Tensor Fmin(this Tensor a, Tensor b) => NumberBinaryOp<FminKernel>.Apply(a, b);
}

/// <summary>The smaller of a and b; where one is not a number, the other. At equal values the gradient goes to a.</summary>
internal readonly struct FminKernel : INumberBinaryKernel
{
    public static GradientNeeds Needs => GradientNeeds.Input;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V a, V b)
        where V : struct, INumberLane<V> => V.Select(TakesA(a, b), a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V GradientA<V>(V a, V b, V y, V dy)
        where V : struct, INumberLane<V> => V.Select(TakesA(a, b), dy, V.Of(0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V GradientB<V>(V a, V b, V y, V dy)
        where V : struct, INumberLane<V> => V.Select(TakesA(a, b), V.Of(0), dy);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V TakesA<V>(V a, V b)
        where V : struct, INumberLane<V> => V.Or(V.GreaterOrEqual(b, a), V.Not(V.Equal(b, b)));
}
