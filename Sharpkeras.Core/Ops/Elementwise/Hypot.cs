using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>√(a² + b²), without overflow. The gradients at 0 are 0. The shapes broadcast.</summary>
    /// <param name="a">Any shape, float32 or float64.</param>
    /// <param name="b">The same type; a shape that broadcasts with that of <paramref name="a"/>.</param>
    /// <returns>The shape to which both broadcast.</returns>
    /// <exception cref="Diagnostics.ShapeException">The shapes do not broadcast.</exception>
    /// <exception cref="Diagnostics.DTypeException">The types differ or do not fit.</exception>
    /// <example><code>Tensor y = Ops.Hypot(a, b);</code></example>
    public static Tensor Hypot(this Tensor a, Tensor b) => BinaryOp<HypotKernel>.Apply(a, b);
}

/// <summary>√(a² + b²), by the ratio of the smaller to the larger.</summary>
internal readonly struct HypotKernel : IBinaryKernel
{
    public static GradientNeeds Needs => GradientNeeds.Input | GradientNeeds.Output;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V a, V b)
        where V : struct, ILane<V>
    {
        V large = V.Max(V.Abs(a), V.Abs(b));
        V small = V.Min(V.Abs(a), V.Abs(b));
        V ratio = small / V.Select(V.Greater(large, V.Of(0)), large, V.Of(1));
        V result = large * V.Sqrt(V.Of(1) + (ratio * ratio));
        V infinite = V.Or(V.Equal(V.Abs(a), V.Highest), V.Equal(V.Abs(b), V.Highest));
        return V.Select(infinite, V.Highest, result);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V GradientA<V>(V a, V b, V y, V dy)
        where V : struct, ILane<V> => dy * a / V.Select(V.Greater(y, V.Of(0)), y, V.Of(1));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V GradientB<V>(V a, V b, V y, V dy)
        where V : struct, ILane<V> => dy * b / V.Select(V.Greater(y, V.Of(0)), y, V.Of(1));
}
