using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>(a − b)². The shapes broadcast.</summary>
    /// <param name="a">Any shape, every numeric type.</param>
    /// <param name="b">The same type; a shape that broadcasts with that of <paramref name="a"/>.</param>
    /// <returns>The shape to which both broadcast.</returns>
    /// <exception cref="Diagnostics.ShapeException">The shapes do not broadcast.</exception>
    /// <exception cref="Diagnostics.DTypeException">The types differ or do not fit.</exception>
    /// <example><code>Tensor y = Ops.SquaredDifference(a, b);</code></example>
    public static Tensor SquaredDifference(this Tensor a, Tensor b) => NumberBinaryOp<SquaredDifferenceKernel>.Apply(a, b);
}

/// <summary>(a − b)².</summary>
internal readonly struct SquaredDifferenceKernel : INumberBinaryKernel
{
    public static GradientNeeds Needs => GradientNeeds.Input;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V a, V b)
        where V : struct, INumberLane<V>
    {
        V difference = a - b;
        return difference * difference;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V GradientA<V>(V a, V b, V y, V dy)
        where V : struct, INumberLane<V> => dy * ((a - b) + (a - b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V GradientB<V>(V a, V b, V y, V dy)
        where V : struct, INumberLane<V> => dy * ((b - a) + (b - a));
}
