using System.Runtime.CompilerServices;
using Sharpkeras.Diagnostics;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>x where |x| is above a threshold, else 0. The gradient is 0 there.</summary>
    /// <param name="x">Any shape, float32 or float64.</param>
    /// <param name="threshold">The threshold, not negative.</param>
    /// <returns>The same shape and type.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The threshold is negative or not a number.</exception>
    /// <example><code>Tensor y = Ops.HardShrink(x);</code></example>
    [Activation("hard_shrink")]
    public static Tensor HardShrink(this Tensor x, double threshold = 0.5)
    {
        Check.Range(threshold, 0, double.PositiveInfinity, nameof(threshold), "hard_shrink");
        return Op.Apply(new UnaryOp<HardShrinkKernel>(new HardShrinkKernel(threshold)), x);
    }
}

/// <summary>x where |x| is above a threshold, else 0. The gradient is 0 there.</summary>
internal readonly struct HardShrinkKernel(Parameter threshold) : IUnaryKernel
{
    public static GradientNeeds Needs => GradientNeeds.Input;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V x)
        where V : struct, ILane<V> => V.Select(V.Greater(V.Abs(x), V.Of(threshold)), x, V.Of(0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Gradient<V>(V x, V y, V dy)
        where V : struct, ILane<V> => V.Select(V.Greater(V.Abs(x), V.Of(threshold)), dy, V.Of(0));
}
