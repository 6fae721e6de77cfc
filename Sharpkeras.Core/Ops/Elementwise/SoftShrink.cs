using System.Runtime.CompilerServices;
using Sharpkeras.Diagnostics;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>x moved towards 0 by a threshold, and 0 where |x| is not above it. The gradient is 0 there.</summary>
    /// <param name="x">Any shape, float32 or float64.</param>
    /// <param name="threshold">The threshold, not negative.</param>
    /// <returns>The same shape and type.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The threshold is negative or not a number.</exception>
    /// <example><code>Tensor y = Ops.SoftShrink(x);</code></example>
    [Activation("soft_shrink")]
    public static Tensor SoftShrink(this Tensor x, double threshold = 0.5)
    {
        Check.Range(threshold, 0, double.PositiveInfinity, nameof(threshold), "soft_shrink");
        return Op.Apply(new UnaryOp<SoftShrinkKernel>(new SoftShrinkKernel(threshold)), x);
    }
}

/// <summary>x moved towards 0 by a threshold, and 0 where |x| is not above it. The gradient is 0 there.</summary>
internal readonly struct SoftShrinkKernel(Parameter threshold) : IUnaryKernel
{
    public static GradientNeeds Needs => GradientNeeds.Input;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V x)
        where V : struct, ILane<V>
    {
        V magnitude = V.Max(V.Abs(x) - V.Of(threshold), V.Of(0));
        return V.Select(V.Greater(V.Of(0), x), -magnitude, magnitude);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Gradient<V>(V x, V y, V dy)
        where V : struct, ILane<V> => V.Select(V.Greater(V.Abs(x), V.Of(threshold)), dy, V.Of(0));
}
