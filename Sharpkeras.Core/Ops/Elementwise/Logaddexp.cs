using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>ln(eᵃ + eᵇ), without overflow. The shapes broadcast.</summary>
    /// <param name="a">Any shape, float32 or float64.</param>
    /// <param name="b">The same type; a shape that broadcasts with that of <paramref name="a"/>.</param>
    /// <returns>The shape to which both broadcast.</returns>
    /// <exception cref="Diagnostics.ShapeException">The shapes do not broadcast.</exception>
    /// <exception cref="Diagnostics.DTypeException">The types differ or do not fit.</exception>
    /// <example><code>Tensor y = Ops.Logaddexp(a, b);</code></example>
    public static Tensor Logaddexp(this Tensor a, Tensor b) => BinaryOp<LogaddexpKernel>.Apply(a, b);
}

/// <summary>ln(eᵃ + eᵇ) = max(a, b) + ln(1 + e^−|a − b|).</summary>
internal readonly struct LogaddexpKernel : IBinaryKernel
{
    public static GradientNeeds Needs => GradientNeeds.Input | GradientNeeds.Output;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V a, V b)
        where V : struct, ILane<V>
    {
        // for equal infinities the difference is no number
        V same = V.Equal(a, b);
        V distance = V.Select(same, V.Of(0), V.Abs(a - b));
        return V.Max(a, b) + V.Log1p(V.Exp(-distance));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V GradientA<V>(V a, V b, V y, V dy)
        where V : struct, ILane<V> => dy * default(SigmoidKernel).Forward(a - b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V GradientB<V>(V a, V b, V y, V dy)
        where V : struct, ILane<V> => dy * default(SigmoidKernel).Forward(b - a);
}
