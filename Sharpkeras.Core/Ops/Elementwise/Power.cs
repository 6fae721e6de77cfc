using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>a to the power of b. The gradient for b is 0 where a is 0 or below. The shapes broadcast.</summary>
    /// <param name="a">Any shape, float32 or float64.</param>
    /// <param name="b">The same type; a shape that broadcasts with that of <paramref name="a"/>.</param>
    /// <returns>The shape to which both broadcast.</returns>
    /// <exception cref="Diagnostics.ShapeException">The shapes do not broadcast.</exception>
    /// <exception cref="Diagnostics.DTypeException">The types differ or do not fit.</exception>
    /// <example><code>Tensor y = Ops.Power(a, b);</code></example>
    public static Tensor Power(this Tensor a, Tensor b) => BinaryOp<PowerKernel>.Apply(a, b);
}

/// <summary>a to the power of b. The gradient for b is 0 where a is 0 or below.</summary>
internal readonly struct PowerKernel : IBinaryKernel
{
    public static GradientNeeds Needs => GradientNeeds.Input | GradientNeeds.Output;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V a, V b)
        where V : struct, ILane<V> => V.Pow(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V GradientA<V>(V a, V b, V y, V dy)
        where V : struct, ILane<V> => dy * b * V.Pow(a, b - V.Of(1));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V GradientB<V>(V a, V b, V y, V dy)
        where V : struct, ILane<V>
    {
        V positive = V.Greater(a, V.Of(0));
        return V.Select(positive, dy * y * V.Log(V.Select(positive, a, V.Of(1))), V.Of(0));
    }
}
