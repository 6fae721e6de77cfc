using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>The angle of the point (b, a) from −π to π: the arc tangent of a / b in the right quadrant. The shapes broadcast.</summary>
    /// <param name="a">Any shape, float32 or float64.</param>
    /// <param name="b">The same type; a shape that broadcasts with that of <paramref name="a"/>.</param>
    /// <returns>The shape to which both broadcast.</returns>
    /// <exception cref="Diagnostics.ShapeException">The shapes do not broadcast.</exception>
    /// <exception cref="Diagnostics.DTypeException">The types differ or do not fit.</exception>
    /// <example><code>Tensor y = Ops.Arctan2(a, b);</code></example>
    public static Tensor Arctan2(this Tensor a, Tensor b) => BinaryOp<Arctan2Kernel>.Apply(a, b);
}

/// <summary>The angle of the point (b, a).</summary>
internal readonly struct Arctan2Kernel : IBinaryKernel
{
    public static GradientNeeds Needs => GradientNeeds.Input;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V a, V b)
        where V : struct, ILane<V>
    {
        V one = V.Of(1);
        V vertical = V.Abs(a);
        V horizontal = V.Abs(b);

        // 0 / 0 is an angle of 0, ∞ / ∞ one of π/4
        V same = V.Equal(vertical, horizontal);
        V numerator = V.Select(same, V.Select(V.Equal(a, V.Of(0)), V.Of(0), one), vertical);
        V denominator = V.Select(same, one, horizontal);
        V angle = V.Atan(numerator / denominator);
        angle = V.Select(IsNegative(b), V.Of(Math.PI) - angle, angle);
        return V.Select(IsNegative(a), -angle, angle);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V GradientA<V>(V a, V b, V y, V dy)
        where V : struct, ILane<V> => dy * b / ((a * a) + (b * b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V GradientB<V>(V a, V b, V y, V dy)
        where V : struct, ILane<V> => -(dy * a) / ((a * a) + (b * b));

    /// <summary>Whether the sign is negative, also of 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V IsNegative<V>(V x)
        where V : struct, ILane<V> => V.Greater(V.Of(0), V.Select(V.Equal(x, V.Of(0)), V.Of(1) / x, x));
}
